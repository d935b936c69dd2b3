"""The answers as Discord would show them: `make pictures`, or `python -m tests.pictures`.

The real bot with the curated knowledge answers in a simulated Discord, and a browser draws the messages
at the width of a phone and of a desktop.
"""
