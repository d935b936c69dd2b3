"""The operator's addresses stand where help is sought, and a mistake is reported with the record's id."""

from typing import Any

import pytest
import simcord
from yarl import URL

from bot.discord.client import BellLap
from bot.discord.limits import LINK
from bot.discord.support import Addresses, report_button, report_line
from tests.bot.discord.seen import shown, text, walk

PAGES = Addresses(
    "https://example.org/help?to=bell", "https://example.org/privacy", "https://example.org/terms"
)
EMAIL = Addresses("bell_lap@example.org")
RECORD = "/h2h mira-vale v tove-lind"


def link_urls(result: simcord.InteractionResult) -> dict[str, str]:
    return {part["label"]: part["url"] for part in walk(shown(result).components) if part.get("url")}


@pytest.fixture
def addresses(request: pytest.FixtureRequest, simcord_bot: BellLap) -> Addresses:
    simcord_bot.addresses = request.param
    return simcord_bot.addresses


@pytest.mark.parametrize("addresses", [PAGES], indirect=True)
@pytest.mark.parametrize("command", ["help", "about", "settings"])
@pytest.mark.usefixtures("addresses")
async def test_the_addresses_are_links(
    command: str, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert link_urls(await alice.slash(channel, command)) == {
        "Support": PAGES.support,
        "Privacy": PAGES.privacy,
        "Terms": PAGES.terms,
    }


@pytest.mark.parametrize("addresses", [EMAIL], indirect=True)
@pytest.mark.parametrize("command", ["help", "about"])
@pytest.mark.usefixtures("addresses")
async def test_an_email_address_is_a_line(
    command: str, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, command)
    assert r"Support: bell\_lap@example.org".replace("@", r"\@") in text(result)
    assert not link_urls(result)


@pytest.mark.parametrize("addresses", [PAGES, EMAIL], indirect=True)
async def test_a_fault_names_the_support_and_carries_its_reference(
    addresses: Addresses, env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "result", race="boom")
    assert len(env.errors) == 1
    if addresses.email:
        assert "Support: bell" in text(result)
        return
    [url] = link_urls(result).values()
    assert dict(URL(url).query)["to"] == "bell"
    assert f"**{URL(url).query['reference']}**" in text(result)


@pytest.mark.parametrize("command", ["help", "about", "settings"])
async def test_without_addresses_there_is_nothing(
    command: str, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, command)
    assert not link_urls(result)
    assert "Support" not in text(result)


@pytest.mark.parametrize(
    ("record", "carried"),
    [(RECORD, RECORD), ("/athlete a&b=c#d é", "/athlete a&b=c#d é"), ("/result " + "x" * LINK, None)],
)
def test_a_report_carries_the_record_as_it_is(record: str, carried: str | None) -> None:
    button: Any = report_button(PAGES, record, "fr")
    assert button.label == "Signaler une erreur"
    url = URL(button.url)
    assert len(str(url)) <= LINK
    assert (url.path, url.fragment, url.query["to"]) == ("/help", "", "bell")
    assert url.query.get("record") == carried


def test_a_report_by_email_is_a_line_and_without_an_address_nothing() -> None:
    assert report_button(EMAIL, RECORD, "en") is None
    line = report_line(EMAIL, RECORD, "en") or ""
    assert line.startswith("-# A mistake? Write to bell")
    assert "mira-vale v tove-lind" in line
    assert report_line(PAGES, RECORD, "en") is None
    assert report_button(Addresses(), RECORD, "en") is None
    assert report_line(Addresses(), RECORD, "en") is None
