"""One module a change; each says what it follows."""
