"""What Discord sends: each function returns one object of its API, as little of it as discord.py 2.7.1 bears.

A missing key that it needs raises in the middle of a dispatch, which ends the client.
"""

import itertools
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

BOT_ID = "1100000000000000001"
APPLICATION_ID = "1100000000000000002"
GUILD_ID = "1200000000000000001"
CHANNEL_ID = "1200000000000000002"

DISCORD_EPOCH_MS = 1_420_070_400_000
_counter = itertools.count(1)


def fresh_id() -> str:
    """Return a snowflake of this moment: interactions expire by the time in their id."""
    now = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return str((now << 22) | (next(_counter) & 0x3FFFFF))


class Place(Enum):
    """Where an interaction happens: the value is Discord's context."""

    SERVER = 0
    DIRECT = 1
    GROUP = 2


@dataclass(frozen=True)
class Person:
    """Someone who types and presses."""

    id: str
    name: str
    locale: str = "en-US"


ANNA = Person("1300000000000000001", "anna")
BRUNO = Person("1300000000000000002", "bruno")
CELINE = Person("1300000000000000003", "celine", locale="fr")


def somebody(locale: str = "en-US") -> Person:
    """Return a person whom nobody has seen before: one person may ask only so much at once."""
    id_ = fresh_id()
    return Person(id_, f"fan{id_}", locale)


def user(person: Person) -> Json:
    """Return a person as Discord describes one."""
    return {
        "id": person.id,
        "username": person.name,
        "discriminator": "0",
        "avatar": None,
        "global_name": None,
    }


def bot_user() -> Json:
    """Return the bot itself."""
    return {
        "id": BOT_ID,
        "username": "bell-lap",
        "discriminator": "0",
        "avatar": None,
        "bot": True,
        "flags": 0,
    }


def application() -> Json:
    """Return the application that owns the commands."""
    return {
        "id": APPLICATION_ID,
        "name": "Bell Lap",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(ANNA),
        "verify_key": "0" * 64,
        "flags": 0,
    }


def ready(session_id: str, resume_url: str, shard: tuple[int, int]) -> Json:
    """Return the body of READY for one shard, with no servers to wait for."""
    return {
        "v": 10,
        "user": bot_user(),
        "guilds": [],
        "session_id": session_id,
        "resume_gateway_url": resume_url,
        "shard": list(shard),
        "application": {"id": APPLICATION_ID, "flags": 0},
    }


def _channel(place: Place, person: Person) -> Json:
    if place is Place.SERVER:
        return {
            "id": CHANNEL_ID,
            "type": 0,
            "name": "athletics",
            "guild_id": GUILD_ID,
            "position": 0,
            "permission_overwrites": [],
        }
    kind = 1 if place is Place.DIRECT else 3
    return {"id": CHANNEL_ID, "type": kind, "recipients": [user(person)], "name": None, "owner_id": ANNA.id}


def interaction(kind: int, data: Json, person: Person, place: Place, message: Json | None = None) -> Json:
    """Return an interaction: `kind` 2 is a command, 3 a component, 4 completion; `data` is its own part."""
    body: Json = {
        "id": fresh_id(),
        "application_id": APPLICATION_ID,
        "type": kind,
        "data": data,
        "token": f"interaction-token-{fresh_id()}",
        "version": 1,
        "channel_id": CHANNEL_ID,
        "channel": _channel(place, person),
        "app_permissions": "2147483647",
        "attachment_size_limit": 10_485_760,
        "locale": person.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD_ID} if place is Place.SERVER else {"1": person.id},
        "context": place.value,
    }
    if place is Place.SERVER:
        body["guild_id"] = GUILD_ID
        body["guild"] = {"id": GUILD_ID, "features": [], "locale": "en-US"}
        body["guild_locale"] = "en-US"
        body["member"] = {
            "user": user(person),
            "roles": [],
            "flags": 0,
            "permissions": "0",
            "joined_at": None,
        }
    else:
        body["user"] = user(person)
    if message is not None:
        body["message"] = message
    return body


def command_data(name: str, options: dict[str, str], focused: str | None = None) -> Json:
    """Return the `data` of a slash command, or of completion when an option is `focused`."""
    given: list[Json] = []
    for option, value in options.items():
        entry: Json = {"name": option, "type": 3, "value": value}
        if option == focused:
            entry["focused"] = True
        given.append(entry)
    return {"id": "1400000000000000001", "name": name, "type": 1, "options": given}


def message(body: Json, cause: Json, id_: str | None = None) -> Json:
    """Return the message that Discord makes of a reply's `body` to the interaction `cause`.

    Discord numbers the components that came without an id; `id_` is the message that an update replaces.
    """
    person = cause["member"]["user"] if "member" in cause else cause["user"]
    return {
        "id": id_ or fresh_id(),
        "channel_id": CHANNEL_ID,
        "application_id": APPLICATION_ID,
        "webhook_id": APPLICATION_ID,
        "type": 20,
        "content": body.get("content") or "",
        "author": bot_user(),
        "embeds": body.get("embeds") or [],
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": "2024-09-13T20:00:00+00:00",
        "edited_timestamp": None,
        "flags": body.get("flags") or 0,
        "components": _numbered(body.get("components") or [], itertools.count(1)),
        "interaction_metadata": {
            "id": cause["id"],
            "type": cause["type"],
            "user": person,
            "authorizing_integration_owners": cause["authorizing_integration_owners"],
        },
    }


def _numbered(components: list[Json], numbers: "itertools.count[int]") -> list[Json]:
    numbered: list[Json] = []
    for component in components:
        copy = {"id": next(numbers), **component}
        if "components" in copy:
            copy["components"] = _numbered(copy["components"], numbers)
        if "accessory" in copy:
            copy["accessory"] = {"id": next(numbers), **copy["accessory"]}
        numbered.append(copy)
    return numbered
