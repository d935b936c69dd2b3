"""One module a migration, each with the revision before it."""
