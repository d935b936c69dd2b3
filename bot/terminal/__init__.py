"""Cards at a terminal: drawing, the chat, the prompt."""
