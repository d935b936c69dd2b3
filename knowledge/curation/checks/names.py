"""Names: of a known kind, said once, and not shared by two things of a kind."""

from collections.abc import Iterator

from knowledge.curation.checks.finding import Finding, finding, home
from knowledge.curation.facts import Facts
from knowledge.curation.toml_source import Path as ValuePath
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Name, Nation
from knowledge.names.text.normalize import MAX_WORDS, fold, tokens

KINDS = ("official", "variant", "short", "nickname", "former", "native")

Named = Nation | City | Discipline | Competition | Edition | Athlete


def check(facts: Facts) -> Iterator[Finding]:
    """Names of unknown kinds, said twice, without a source where one is due, or of two things."""
    every: tuple[tuple[Named, ...], ...] = (
        facts.nations,
        facts.cities,
        facts.disciplines,
        facts.competitions,
        facts.editions,
        facts.athletes,
    )
    for things in every:
        for thing in things:
            yield from _of_one(thing)
    # Disciplines may share a name: 10k is run on the track and on the road, and a question says which.
    # Editions share theirs too, as each final of the Diamond League does; so do people.
    yield from _shared(facts.nations)
    yield from _shared(facts.cities)
    yield from _shared(facts.competitions)


def _of_one(thing: Named) -> Iterator[Finding]:
    said = {thing.name} if thing.name else set()
    if thing.name:
        yield from _too_long(thing, ("name",), thing.name)
    for number, name in enumerate(thing.names):
        path = ("names", number)
        text = str(name.text if isinstance(name, Name) else name)
        if text in said:
            expected = "each name once, the registered one only as the name"
            yield finding(thing, path, "is said twice", value=text, expected=expected, fix="remove it")
        said.add(text)
        yield from _too_long(thing, path, text)
        if not isinstance(name, Name):
            continue
        if name.kind not in KINDS:
            yield finding(
                thing, path, "is no kind of name", value=name.kind, expected=f"one of {', '.join(KINDS)}"
            )
        if isinstance(thing, Athlete) and not name.sources:
            expected = "the sources that spell it so"
            yield finding(thing, path, "is a spelling without a source", value=text, expected=expected)


def _too_long(thing: Named, path: ValuePath, text: str) -> Iterator[Finding]:
    if len(tokens(text)) > MAX_WORDS:
        yield finding(
            thing,
            path,
            f"is a name of {len(tokens(text))} words",
            value=text,
            expected=f"at most {MAX_WORDS}",
            fix="shorten it to what it is called by",
        )


def _shared(things: tuple[Named, ...]) -> Iterator[Finding]:
    owner: dict[str, Named] = {}
    for thing in things:
        texts = [name.text if isinstance(name, Name) else name for name in thing.names]
        for text in [thing.name or "", *texts]:
            other = owner.setdefault(fold(text), thing)
            if other.id != thing.id:
                yield finding(
                    thing, ("name",), f"is a name in {home(other)} too", value=text, expected="its own names"
                )
