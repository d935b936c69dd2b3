"""Check names: of a known kind, given once, and not shared by two entities of a kind."""

from collections.abc import Iterator

from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.facts import Facts, file_name
from knowledge.curation.toml_source import Path as ValuePath
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Name, Nation
from knowledge.names.text.normalize import MAX_WORDS, fold, tokens

KINDS = ("official", "variant", "short", "nickname", "former", "native")

Named = Nation | City | Discipline | Competition | Edition | Athlete


def check_names(facts: Facts) -> Iterator[Violation]:
    """Names of unknown kinds, given twice, shared, too long, or without the source that a spelling needs."""
    every: tuple[tuple[Named, ...], ...] = (
        facts.nations,
        facts.cities,
        facts.disciplines,
        facts.competitions,
        facts.editions,
        facts.athletes,
    )
    for entities in every:
        for entity in entities:
            yield from _of_one(entity)
    # Disciplines may share a name: 10k is run on the track and on the road, and a question says which.
    # Editions share theirs too, as each final of the Diamond League does; so do people.
    yield from _shared(facts.nations)
    yield from _shared(facts.cities)
    yield from _shared(facts.competitions)


def _of_one(entity: Named) -> Iterator[Violation]:
    given = {entity.name} if entity.name else set()
    if entity.name:
        yield from _too_long(entity, ("name",), entity.name)
    for number, name in enumerate(entity.names):
        path = ("names", number)
        text = str(name.text if isinstance(name, Name) else name)
        if text in given:
            expected = "each name once, the registered one only as the name"
            yield violation(entity, path, "is said twice", value=text, expected=expected, fix="remove it")
        given.add(text)
        yield from _too_long(entity, path, text)
        if not isinstance(name, Name):
            continue
        if name.kind not in KINDS:
            yield violation(
                entity, path, "is no kind of name", value=name.kind, expected=f"one of {', '.join(KINDS)}"
            )
        if isinstance(entity, Athlete) and not name.sources:
            expected = "the sources that spell it so"
            yield violation(entity, path, "is a spelling without a source", value=text, expected=expected)


def _too_long(entity: Named, path: ValuePath, text: str) -> Iterator[Violation]:
    if len(tokens(text)) > MAX_WORDS:
        yield violation(
            entity,
            path,
            f"is a name of {len(tokens(text))} words",
            value=text,
            expected=f"at most {MAX_WORDS}",
            fix="shorten it to what it is called by",
        )


def _shared(entities: tuple[Named, ...]) -> Iterator[Violation]:
    owner: dict[str, Named] = {}
    for entity in entities:
        texts = [name.text if isinstance(name, Name) else name for name in entity.names]
        for text in [entity.name or "", *texts]:
            other = owner.setdefault(fold(text), entity)
            if other.id != entity.id:
                yield violation(
                    entity,
                    ("name",),
                    f"is a name in {file_name(other)} too",
                    value=text,
                    expected="its own names",
                )
