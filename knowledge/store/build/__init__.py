"""Compiling facts and imports into the database that is asked."""
