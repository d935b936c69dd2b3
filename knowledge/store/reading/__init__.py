"""Reading the compiled database."""
