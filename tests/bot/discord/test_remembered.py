"""What is kept in memory of finished replies, and for how long."""

import pytest
import simcord
from discord import app_commands

from bot.discord import remembered
from bot.discord.client import BellLap
from bot.discord.message.layout import draw
from bot.discord.picture import Attachment
from bot.discord.remembered import (
    FinishedMessage,
    FinishedReply,
    LruCache,
    Remembered,
    digest,
    size_of_choices,
)
from tests.bot.discord.fakes import FakeKnowledge, race_card, replace

ONE, TWO, THREE = (digest(number) for number in range(3))


def test_a_key_says_nothing_of_what_was_typed_and_tells_all_parts_apart() -> None:
    keys = {
        digest("reply", "en", "serem"),
        digest("reply", "fr", "serem"),
        digest("reply", "en", "serem "),
        digest("reply", "enserem", ""),
        digest("reply", "en", "serem", None),
        digest("reply", "en", "\ud800" * 6000),
    }
    assert {len(key) for key in keys} == {16}
    assert len(keys) == 6
    assert digest("reply", "en", "serem") in keys


def test_the_least_recently_used_value_is_evicted_first() -> None:
    cache: LruCache[str] = LruCache(most_bytes=5_000)
    cache.put(ONE, "one", 10)
    cache.put(TWO, "two", 10)
    assert cache.get(ONE) == "one"
    cache.put(THREE, "three", 10)
    assert [cache.get(key) for key in (ONE, TWO, THREE)] == ["one", None, "three"]


def test_an_empty_value_takes_room_too() -> None:
    cache: LruCache[int] = LruCache(most_bytes=100_000)
    for number in range(1_000):
        cache.put(digest(number), number, 0)
    assert len(cache) < 100


def test_a_cache_is_bounded_by_bytes() -> None:
    cache: LruCache[int] = LruCache(most_bytes=100_000)
    for number in range(1_000):
        cache.put(digest(number), number, 2_500)
        assert cache.bytes <= 100_000
    assert 0 < len(cache) <= 40
    assert cache.get(digest(999)) == 999
    cache.put(ONE, 1, 200_000)
    assert (cache.get(ONE), len(cache), cache.bytes) == (None, 0, 0)


def test_a_value_that_is_put_again_counts_once() -> None:
    cache: LruCache[str] = LruCache(most_bytes=10_000)
    cache.put(ONE, "one", 3_000)
    before = cache.bytes
    for text in ("two", "three"):
        cache.put(ONE, text, 3_000)
    assert (cache.get(ONE), len(cache), cache.bytes) == ("three", 1, before)


async def test_a_finished_message_is_the_drawn_one_without_its_items() -> None:
    drawn = draw(race_card(), "en", "/result harbour")
    message = FinishedMessage(drawn)
    assert message.to_components() == drawn.to_components()  # type: ignore[no-untyped-call]
    assert message.has_components_v2() is drawn.has_components_v2() is True
    assert message.is_finished()
    assert not message.is_dispatchable()
    assert not message.children


async def test_the_size_of_a_reply_counts_every_message_and_the_picture() -> None:
    message = FinishedMessage(draw(race_card(), "en", "/result harbour"))
    longer = FinishedMessage(draw(race_card(rows=20), "en", "/result harbour"))
    assert 1_000 < message.size < longer.size < 20_000

    def reply(*messages: FinishedMessage, file: Attachment | None = None) -> FinishedReply:
        return FinishedReply(messages, file, "result", "answer", is_answer=True, is_lasting=True)

    assert reply(message, longer).size == message.size + longer.size
    assert reply(message, file=Attachment(b"x" * 5_000, "Gaps.")).size == message.size + 5_005


@pytest.mark.parametrize("count", [0, 25])
def test_the_size_of_a_completion(count: int) -> None:
    choices = [app_commands.Choice(name="Mira Vale", value="mira-vale")] * count
    assert size_of_choices(choices) == count * 218


def test_each_version_has_a_memory_of_its_own() -> None:
    older, newer = Remembered(1), Remembered(2)
    older.completions.put(ONE, [], 0)
    assert (len(older.completions), len(newer.completions)) == (1, 0)


async def test_what_is_remembered_is_bounded(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remembered, "REPLY_BYTES", 20_000)
    replace(client, FakeKnowledge())
    for number in range(12):
        await alice.slash(channel, "result", race=f"harbour {number}")
        assert 0 < client.remembered.replies.bytes <= 20_000
    assert 1 < len(client.remembered.replies) < 12
