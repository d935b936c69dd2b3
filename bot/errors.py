"""Why the bot can't run, for its operator."""


class BotError(Exception):
    """The bot can't run as things stand. The message is one sentence for the operator."""
