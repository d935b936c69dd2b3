"""Resolve a list of names, one a line: link each to an athlete, a competition, a place or another entity."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, Model, NationId
from knowledge.models.errors import KnowledgeError
from knowledge.models.filter import RaceFilter
from knowledge.names import Candidate, Match, NameIndex, Tie, link_mention, tokens
from knowledge.names.linking.explain import How, explain_match
from knowledge.names.text.edit_costs import SAME
from knowledge.questions.query.lexicon import tier_entries
from knowledge.store import KnowledgeBase

LinkOutcome = Literal["match", "ambiguous", "not_found"]

KINDS: dict[str, frozenset[str]] = {
    "athlete": frozenset({"athlete"}),
    "competition": frozenset({"competition", "edition"}),
    "city": frozenset({"city", "venue"}),
    "discipline": frozenset({"discipline"}),
    "nation": frozenset({"nation"}),
    "tier": frozenset({"tier"}),
}
"""The kinds that names can be resolved to, each with the kinds of entities that it stands for."""
LONGEST_LINE = 1_000
"""Characters of the longest line that is looked up; a longer one is NIL."""
_TIERS = {entry.id: entry.text for entry in tier_entries() if entry.registered}
_EDITION = "edition"
_YEAR = re.compile("(?:18|19|20)[0-9]{2}")
_CACHED = 4_096
"""Names whose result is cached while a list is resolved."""
_DIGITS = 3
"""Decimals of a score."""


class Matched(Model):
    """The spelling that matched a name, and the difference of the two.

    `recorded` says that it is not the spelling that the entity is shown by.
    """

    spelling: str
    how: How
    recorded: bool


class ResolvedCandidate(Model):
    """A candidate for a name with its posterior; NIL takes a share of the probability.

    `nation` is the code of an athlete's, a city's or an edition's, `born` as much of an athlete's birth date
    as is known; other kinds have neither.
    """

    kind: str
    id: str
    name: str
    nation: str | None
    born: str | None
    score: float
    matched: Matched


class Resolved(Model):
    """The result for one line. `query` is the line, cut to LONGEST_LINE characters.

    The chosen candidate comes first, or where it is ambiguous the plausible ones; the others follow, most
    probable first.
    """

    query: str
    outcome: LinkOutcome
    candidates: tuple[ResolvedCandidate, ...]


class _Shown(NamedTuple):
    """The name of an entity, with the nation and the birth date where it has them."""

    name: str
    nation: str | None = None
    born: str | None = None


class _Linked(NamedTuple):
    """The outcome for a name, the entities of that outcome, and the probability of every candidate.

    `words` are those that were looked up. Both `linked` and `scores` are in descending order of probability.
    """

    words: tuple[str, ...]
    outcome: LinkOutcome
    linked: tuple[Candidate, ...]
    scores: dict[Candidate, float]


def resolve_names(
    kb: KnowledgeBase, index: NameIndex, lines: Iterable[str], kind: str, limit: int
) -> Iterator[Resolved]:
    """Yield the result for each line as soon as it has been read, with at most `limit` candidates.

    `index` is that of the names in the knowledge base. Raises KnowledgeError when `kind` is not one of KINDS.
    """
    check_kind(kind)
    kinds = KINDS[kind]

    @lru_cache(_CACHED)
    def resolve(words: tuple[str, ...]) -> Resolved:
        return _resolve(kb, index, words, kinds, limit)

    for line in lines:
        words = tokens(line) if len(line) <= LONGEST_LINE else ()
        yield resolve(words).model_copy(update={"query": line[:LONGEST_LINE]})


def check_kind(kind: str) -> None:
    """Check that names can be resolved to a kind. Raises KnowledgeError when it is not one of KINDS."""
    if kind not in KINDS:
        raise KnowledgeError(f"There is no kind {kind!r} to resolve; there are {', '.join(KINDS)}.")


def _resolve(
    kb: KnowledgeBase, index: NameIndex, words: tuple[str, ...], kinds: frozenset[str], limit: int
) -> Resolved:
    linked = _link(index, words, kinds)
    if _EDITION in kinds and all(one.cost > SAME for one in linked.scores):
        linked = _link_edition(kb, index, words, kinds) or linked
    chosen = [*linked.linked, *(one for one in linked.scores if one not in linked.linked)][:limit]
    candidates = tuple(
        ResolvedCandidate(
            kind=one.kind,
            id=one.id,
            name=shown.name,
            nation=shown.nation,
            born=shown.born,
            score=round(linked.scores[one], _DIGITS),
            matched=Matched(
                spelling=one.name, how=explain_match(linked.words, one), recorded=not one.registered
            ),
        )
        for one, shown in zip(chosen, _all_shown(kb, chosen), strict=True)
    )
    return Resolved(query="", outcome=linked.outcome, candidates=candidates)


def _link(index: NameIndex, words: tuple[str, ...], kinds: frozenset[str]) -> _Linked:
    mention = link_mention(index, words, kinds)
    scores = dict(zip(mention.candidates, mention.probabilities, strict=True))
    match mention.link:
        case Match(candidate):
            return _Linked(words, "match", (candidate,), scores)
        case Tie(candidates):
            return _Linked(words, "ambiguous", candidates, scores)
        case _:
            return _Linked(words, "not_found", (), scores)


def _link_edition(
    kb: KnowledgeBase, index: NameIndex, words: tuple[str, ...], kinds: frozenset[str]
) -> _Linked | None:
    """Link a name with a year to the editions in that year of a competition or a town; None without any."""
    years = [word for word in words if _YEAR.fullmatch(word)]
    if len(years) != 1:
        return None
    year = years[0]
    name = tuple(word for word in words if word != year)
    competitions = _link(index, name, kinds)
    held = _editions_of(kb, competitions.scores, year)
    linked = tuple(held[one] for one in competitions.linked if one in held)
    scores = {edition: competitions.scores[one] for one, edition in held.items()}
    if in_town := _editions_in_town(kb, index, name, int(year)):
        linked = tuple(in_town)
        ids = {one.id for one in in_town}
        scores = in_town | {one: score for one, score in scores.items() if one.id not in ids}
    return _Linked(name, _outcome(len(linked)), linked, scores) if scores else None


def _outcome(linked: int) -> LinkOutcome:
    if not linked:
        return "not_found"
    return "match" if linked == 1 else "ambiguous"


def _editions_of(kb: KnowledgeBase, candidates: Iterable[Candidate], year: str) -> dict[Candidate, Candidate]:
    """Map each competition among the candidates to its edition in a year, where it has one."""
    ids = {one: f"{one.id}-{year}" for one in candidates if one.kind == "competition"}
    return {one: one._replace(kind=_EDITION, id=id_) for one, id_ in ids.items() if kb.has(_EDITION, id_)}


def _editions_in_town(
    kb: KnowledgeBase, index: NameIndex, name: Sequence[str], year: int
) -> dict[Candidate, float]:
    """Return the curated editions of a town of exactly this name in a year, all equally probable."""
    towns = index.exact(name, {"city"})
    where = RaceFilter(cities=tuple(CityId(town.id) for town in towns), years=(year,), curated=True)
    ids = dict.fromkeys(head.edition.id for head in kb.races(where)) if towns else {}
    return {towns[0]._replace(kind=_EDITION, id=id_): 1 / len(ids) for id_ in ids}


def _all_shown(kb: KnowledgeBase, candidates: Sequence[Candidate]) -> list[_Shown]:
    """Return how each candidate is shown; the athletes are read together."""
    athletes = kb.athlete_refs([AthleteId(one.id) for one in candidates if one.kind == "athlete"])
    shown = []
    for one in candidates:
        if one.kind == "athlete":
            athlete = athletes[AthleteId(one.id)]
            shown.append(_Shown(athlete.name, athlete.nation.id, athlete.born))
        else:
            shown.append(_SHOWN_BY_KIND[one.kind](kb, one.id))
    return shown


def _edition(kb: KnowledgeBase, id_: str) -> _Shown:
    edition = kb.edition(EditionId(id_))
    name = edition.full_name(kb.competition(edition.competition).name)
    return _Shown(name, kb.city(edition.city).nation)


def _city(kb: KnowledgeBase, id_: str) -> _Shown:
    city = kb.city(CityId(id_))
    return _Shown(city.name, city.nation)


_SHOWN_BY_KIND: dict[str, Callable[[KnowledgeBase, str], _Shown]] = {
    "competition": lambda kb, id_: _Shown(kb.competition(CompetitionId(id_)).name),
    "edition": _edition,
    "city": _city,
    "venue": lambda _, id_: _Shown(id_),
    "discipline": lambda kb, id_: _Shown(kb.discipline(DisciplineId(id_)).name),
    "nation": lambda kb, id_: _Shown(kb.nation(NationId(id_)).name),
    "tier": lambda _, id_: _Shown(_TIERS[id_]),
}
"""How entities other than athletes are shown, by kind. The id of a venue is its name."""
