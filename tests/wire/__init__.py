"""A small fake Discord on loopback, with real sockets, and what only the wire shows."""
