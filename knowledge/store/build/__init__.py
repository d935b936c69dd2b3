"""Compiling facts and imports into the file that is asked."""
