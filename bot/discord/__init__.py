"""The front for Discord: commands, cards as messages, and presses on their buttons.

No other package knows Discord's limits.
"""
