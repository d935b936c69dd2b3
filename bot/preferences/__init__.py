"""What people and servers choose: the language, short or full answers, private or public details.

Kept are ids of Discord and these choices, nothing else. The room knows neither Discord's library nor cards.
`bot.preferences.store` is imported where it is opened, because SQLAlchemy is slow to import.
"""

from bot.preferences.live import LivePreferences, PreferencesError
from bot.preferences.model import NOTHING, Chosen, Preferences, Subject, server_subject, user_subject

__all__ = [
    "NOTHING",
    "Chosen",
    "LivePreferences",
    "Preferences",
    "PreferencesError",
    "Subject",
    "server_subject",
    "user_subject",
]
