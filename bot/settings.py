"""The settings, checked."""

import re
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot import environment
from bot.environment import FILE_URL
from bot.errors import SettingsError
from bot.secret_settings import ENV_FILE, contents
from knowledge.files import sqlite_files

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]
_LONGEST_ADDRESS = 300
"""Characters of an address, which leave room for what a button adds to it."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_IN_ADDRESS = re.compile(r"[^\s<>\"\\^`{|}]+")


def _without_spaces(token: SecretStr) -> SecretStr:
    """Check that a token is printable and without spaces, as an HTTP header demands."""
    text = token.get_secret_value().strip()
    if not all("!" <= character <= "~" for character in text) or set(text) & set("'\"\\"):
        raise ValueError("holds characters that no token has; copy it again from Discord's developer portal")
    return SecretStr(text)


def _url(address: str) -> str:
    """Check that an address is a page on the web that a button of Discord can open."""
    if not address:
        return ""
    try:
        page = urlsplit(address)
        named = page.scheme in {"https", "http"} and page.hostname and page.port != 0
    except ValueError:
        named = None
    if not named or len(address) > _LONGEST_ADDRESS or not _IN_ADDRESS.fullmatch(address):
        raise ValueError(f"is '{address}'; it must be the address of a page, as https://example.org/privacy")
    return address


def _url_or_email(address: str) -> str:
    email = address.removeprefix("mailto:")
    if not email or (len(email) <= _LONGEST_ADDRESS and _EMAIL.fullmatch(email)):
        return email
    try:
        return _url(address)
    except ValueError:
        wanted = "https://example.org/help, or an e-mail address"
        raise ValueError(f"is '{address}'; it must be the address of a page, as {wanted}") from None


def _word(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Folder = Annotated[Path, AfterValidator(environment.folder)]


class Settings(BaseModel):
    """All settings; what is not given is from the environment and `.env`.

    Programs use `load_settings`, which reports bad values in a sentence.

    `discord_token` is empty where there is none. `data` is the folder of curated facts, `cache` the folder
    of the compiled knowledge, `database` the URL of the archive of imported results, `preferences` the file
    of what people chose, if it is not beside the archive. `refresh` is the interval in seconds of checks for
    newer knowledge; 0 means never. The token and the URL may be in files instead,
    named by `discord_token_file` and `database_file`, as containers pass secrets. `metrics_port` is the
    loopback port of `/healthz` and `/metrics`, if any. `support` (a URL or an e-mail address), `privacy_url`
    and `terms_url` are shown to users where they are set.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    discord_token: Annotated[SecretStr, BeforeValidator(contents), AfterValidator(_without_spaces)] = Field(
        default=SecretStr(""), validation_alias="DISCORD_TOKEN"
    )
    discord_token_file: str = Field(default="", validation_alias="DISCORD_TOKEN_FILE")
    data: Folder = Field(default_factory=environment.curated_data, validation_alias="BELL_LAP_DATA")
    cache: Folder = Field(default_factory=environment.user_cache, validation_alias="BELL_LAP_CACHE")
    database: Annotated[str, BeforeValidator(contents)] = Field(
        default_factory=environment.user_archive, validation_alias="BELL_LAP_DATABASE", repr=False
    )
    preferences: Annotated[Folder | None, Field(validation_alias="BELL_LAP_PREFERENCES")] = None
    database_file: str = Field(default="", validation_alias="BELL_LAP_DATABASE_FILE")
    support: Annotated[str, AfterValidator(_url_or_email)] = Field(
        default="", validation_alias="BELL_LAP_SUPPORT"
    )
    privacy_url: Annotated[str, AfterValidator(_url)] = Field(
        default="", validation_alias="BELL_LAP_PRIVACY_URL"
    )
    terms_url: Annotated[str, AfterValidator(_url)] = Field(default="", validation_alias="BELL_LAP_TERMS_URL")
    refresh: float = Field(default=15, ge=0, le=86_400, validation_alias="BELL_LAP_REFRESH")
    metrics_port: int | None = Field(default=None, ge=1, le=65_535, validation_alias="BELL_LAP_METRICS_PORT")
    log_level: Annotated[LogLevel, BeforeValidator(_word)] = Field(
        default="info", validation_alias="BELL_LAP_LOG_LEVEL"
    )
    log_format: Annotated[LogFormat, BeforeValidator(_word)] = Field(
        default="text", validation_alias="BELL_LAP_LOG_FORMAT"
    )

    def __init__(self, **given: Any) -> None:
        fields = type(self).model_fields
        named = {str(fields[name].validation_alias): value for name, value in given.items() if name in fields}
        super().__init__(**{**environment.values(), **given, **named})


def load_settings() -> Settings:
    """The settings from the environment and `.env`. Raises SettingsError where one can't be used."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not text in UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file .env can't be read: {error.strerror}.") from None


def files_of(settings: Settings) -> tuple[Path, ...]:
    """The files and folders that Bell Lap reads, which no report or export may replace."""
    databases = [
        Path(url.removeprefix(FILE_URL))
        for url in (settings.database, preferences_url(settings))
        if url.startswith(FILE_URL)
    ]
    return (settings.data, settings.cache, ENV_FILE, *chain.from_iterable(map(sqlite_files, databases)))


def preferences_url(settings: Settings) -> str:
    """The URL of the store of preferences: a file of its own, or the PostgreSQL server of the archive."""
    if settings.preferences is not None:
        return f"{FILE_URL}{settings.preferences}"
    if not settings.database.startswith(FILE_URL):
        return settings.database
    return f"{FILE_URL}{Path(settings.database.removeprefix(FILE_URL)).parent / 'preferences.sqlite'}"


def _sentence(error: ValidationError) -> str:
    parts = []
    for wrong in error.errors(include_url=False):
        name = str(wrong["loc"][0])
        if wrong["type"] == "literal_error":
            parts.append(
                f"{name} is '{wrong['input']}'; it must be {wrong['ctx']['expected'].replace(chr(39), '')}"
            )
        elif name == "BELL_LAP_REFRESH":
            parts.append(f"{name} is '{wrong['input']}'; it must be a number of seconds from 0 to 86400")
        elif name == "BELL_LAP_METRICS_PORT":
            parts.append(f"{name} is '{wrong['input']}'; it must be a port from 1 to 65535")
        elif "error" in wrong.get("ctx", {}):
            parts.append(f"{name} {wrong['ctx']['error']}")
        else:
            parts.append(f"{name} can't be used: {wrong['msg']}")
    return "; ".join(parts) + "."
