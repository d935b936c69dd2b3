"""Linking a name to an entity: NIL prediction, disambiguation, explanation of a match."""
