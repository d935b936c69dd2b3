"""Discord's limits that its OpenAPI description does not hold: those of a message or a command as a whole."""

import re
from collections import Counter
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

COMPONENTS_V2 = 1 << 15
BUTTON, SELECT, TEXT = 2, 3, 10
COMMAND_NAME = re.compile(r"[-_'a-zà-ÿ0-9]{1,32}")


def length(text: str) -> int:
    """Return the length in UTF-16 code units: Discord doesn't say what it counts, and this is the most."""
    return len(text.encode("utf-16-le")) // 2


def message_problems(data: Json) -> list[str]:
    """Return which limits a message (the `data` of a reply) breaks."""
    components = everything(data.get("components") or [])
    problems = []
    if not data.get("flags", 0) & COMPONENTS_V2:
        problems.append("the flag of Components V2 is missing")
    problems += [f"{key!r} can't stand beside components" for key in ("content", "embeds") if data.get(key)]
    if len(components) > 40:
        problems.append(f"{len(components)} components; 40 are allowed")
    shown = sum(length(c["content"]) for c in components if c["type"] == TEXT)
    if shown > 4000:
        problems.append(f"{shown} characters of text; 4,000 are allowed")
    problems += [
        f"{c['content']!r} is blank" for c in components if c["type"] == TEXT and not c["content"].strip()
    ]
    ids = Counter(c["custom_id"] for c in components if c.get("custom_id"))
    problems += [f"custom_id {id_!r} is there {count} times" for id_, count in ids.items() if count > 1]
    problems += [f"custom_id {id_!r} is too long" for id_ in ids if length(id_) > 100]
    for component in components:
        problems += _button(component) if component["type"] == BUTTON else []
        problems += _select(component) if component["type"] == SELECT else []
    if data.get("allowed_mentions", {}).get("parse") != []:
        problems.append("mentions are not ruled out")
    return problems


def _button(button: Json) -> list[str]:
    problems = []
    label = button.get("label") or ""
    if not 0 < length(label) <= 80:
        problems.append(f"label {label!r} of {length(label)} characters; 1 to 80 are allowed")
    if ("url" in button) == ("custom_id" in button):
        problems.append(f"button {label!r} needs either a URL or a custom_id")
    return problems


def _select(select: Json) -> list[str]:
    problems = []
    values = Counter(option["value"] for option in select["options"])
    problems += [f"option {value!r} is there {count} times" for value, count in values.items() if count > 1]
    for option in select["options"]:
        texts = (option["label"], option["value"], option.get("description") or "")
        problems += [f"option text {text!r} is over 100" for text in texts if length(text) > 100]
    if not 1 <= len(select["options"]) <= 25:
        problems.append(f"{len(select['options'])} options; 1 to 25 are allowed")
    if length(select.get("placeholder") or "") > 150:
        problems.append(f"placeholder {select['placeholder']!r} is over 150")
    return problems


def everything(components: list[Json]) -> list[Json]:
    """Return components and those within them: all count."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        found += everything(component.get("components") or [])
        if component.get("accessory"):
            found.append(component["accessory"])
    return found


def command_problems(command: Json) -> list[str]:
    """Return which limits a slash command breaks."""
    named = [command, *(command.get("options") or [])]
    problems = [f"{t['name']!r} can't be a name" for t in named if not COMMAND_NAME.fullmatch(t["name"])]
    for thing in named:
        texts = [thing["description"], *(thing.get("description_localizations") or {}).values()]
        problems += [f"{text!r} is over 100" for text in texts if length(text) > 100]
    total = sum(_command_size(thing) for thing in named)
    if total > 8000:
        problems.append(f"{total} characters in all; 8,000 are allowed")
    return problems


def _command_size(thing: Json) -> int:
    return length(thing["name"]) + max(
        length(text)
        for text in [thing["description"], *(thing.get("description_localizations") or {}).values()]
    )
