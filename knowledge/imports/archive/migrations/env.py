"""Alembic's entry point: runs the migrations on a given connection, in its transaction."""

from alembic import context

from knowledge.imports.archive.migrate import VERSION_TABLE
from knowledge.imports.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite rolls changes of tables back like PostgreSQL, but can make few of them in place.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
