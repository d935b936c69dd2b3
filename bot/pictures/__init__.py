"""Pictures of answers, drawn as PNG. See docs/pictures.md for the library and the look."""
