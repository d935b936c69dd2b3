"""Cards as Discord messages, and what becomes of a press on their buttons.

Nothing outside this package knows Discord's limits.
"""
