"""Errors that keep the bot from running. Messages are sentences for the operator and show no secret."""


class BotError(Exception):
    """The bot can't run: a port, a lock or Discord is in the way."""


class SettingsError(Exception):
    """A setting can't be used."""
