"""The inverted index of names, and the search over it."""
