"""What Alembic runs: the migrations, on the connection and in the transaction that it is given."""

from alembic import context

from knowledge.imports.archive.migrate import VERSION_TABLE
from knowledge.imports.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite takes changes of tables back as well as PostgreSQL does, but can change few of them in place.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
