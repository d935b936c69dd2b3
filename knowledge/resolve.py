"""Names, a line each, resolved one after the other: which athlete, competition or place each of them is."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.errors import KnowledgeError
from knowledge.models.filter import RaceFilter
from knowledge.models.resolved import Matched, Outcome, Resolved, ResolvedCandidate
from knowledge.names import Candidate, Match, NameIndex, Tie, link_mention, tokens
from knowledge.names.linking.explain import explain_match
from knowledge.names.text.edit_costs import SAME
from knowledge.questions.query.lexicon import tier_entries
from knowledge.store import KnowledgeBase

KINDS: dict[str, frozenset[str]] = {
    "athlete": frozenset({"athlete"}),
    "competition": frozenset({"competition", "edition"}),
    "city": frozenset({"city", "venue"}),
    "discipline": frozenset({"discipline"}),
    "nation": frozenset({"nation"}),
    "tier": frozenset({"tier"}),
}
"""What names can be resolved among, and the kinds of things that each of these words stands for."""
LONGEST_LINE = 1_000
"""Letters of a line beyond which it is nobody's name."""
_TIERS = {entry.id: entry.text for entry in tier_entries() if entry.registered}
_EDITION = "edition"
_YEAR = re.compile("(?:18|19|20)[0-9]{2}")
_REMEMBERED = 4_096
_DIGITS = 3


class _Shown(NamedTuple):
    """The name that a thing is shown by, its nation and its birth date."""

    name: str
    nation: str | None = None
    born: str | None = None


class _Weighed(NamedTuple):
    """What the words of a name mean, and all that they may mean, likeliest first, each with its score."""

    words: tuple[str, ...]
    outcome: Outcome
    meant: tuple[Candidate, ...]
    scores: dict[Candidate, float]


def resolved(
    kb: KnowledgeBase, index: NameIndex, lines: Iterable[str], kind: str, limit: int
) -> Iterator[Resolved]:
    """What each of the lines means, as soon as it has been read, with at most so many candidates.

    `index` is that of the names in the knowledge base, `kind` one of KINDS; another raises KnowledgeError.
    """
    check_kind(kind)
    kinds = KINDS[kind]

    @lru_cache(_REMEMBERED)
    def meant(words: tuple[str, ...]) -> Resolved:
        return _meant(kb, index, words, kinds, limit)

    for line in lines:
        words = tokens(line) if len(line) <= LONGEST_LINE else ()
        yield meant(words).model_copy(update={"query": line[:LONGEST_LINE]})


def check_kind(kind: str) -> None:
    """Raises KnowledgeError for a kind that nothing is resolved among."""
    if kind not in KINDS:
        raise KnowledgeError(f"There is no kind {kind!r} to resolve; there are {', '.join(KINDS)}.")


def _meant(
    kb: KnowledgeBase, index: NameIndex, words: tuple[str, ...], kinds: frozenset[str], limit: int
) -> Resolved:
    weighed = _weighed(index, words, kinds)
    if _EDITION in kinds and all(one.cost > SAME for one in weighed.scores):
        weighed = _of_a_year(kb, index, words, kinds) or weighed
    chosen = [*weighed.meant, *(one for one in weighed.scores if one not in weighed.meant)][:limit]
    shown = _all_shown(kb, chosen)
    candidates = tuple(
        ResolvedCandidate(
            kind=found.kind,
            id=found.id,
            name=who.name,
            nation=who.nation,
            born=who.born,
            score=round(weighed.scores[found], _DIGITS),
            matched=Matched(
                spelling=found.name, how=explain_match(weighed.words, found), recorded=not found.registered
            ),
        )
        for found, who in zip(chosen, shown, strict=True)
    )
    return Resolved(query="", outcome=weighed.outcome, candidates=candidates)


def _weighed(index: NameIndex, words: tuple[str, ...], kinds: frozenset[str]) -> _Weighed:
    weighed = link_mention(index, words, kinds)
    scores = dict(zip(weighed.candidates, weighed.probabilities, strict=True))
    match weighed.link:
        case Match(found):
            return _Weighed(words, "match", (found,), scores)
        case Tie(candidates):
            return _Weighed(words, "ambiguous", candidates, scores)
        case _:
            return _Weighed(words, "not_found", (), scores)


def _of_a_year(
    kb: KnowledgeBase, index: NameIndex, words: tuple[str, ...], kinds: frozenset[str]
) -> _Weighed | None:
    """The editions, in the year among the words, of what the others mean; None where there are none."""
    years = [word for word in words if _YEAR.fullmatch(word)]
    if len(years) != 1:
        return None
    name = tuple(word for word in words if word not in years)
    weighed = _weighed(index, name, kinds)
    of = {one: f"{one.id}-{years[0]}" for one in weighed.scores if one.kind == "competition"}
    held = {one: one._replace(kind=_EDITION, id=id_) for one, id_ in of.items() if kb.has(_EDITION, id_)}
    meant = tuple(held[one] for one in weighed.meant if one in held)
    scores = {edition: weighed.scores[one] for one, edition in held.items()}
    there = _in_a_town(kb, index, name, int(years[0]))
    if there:
        meant = tuple(there)
        scores = there | {one: score for one, score in scores.items() if one.id not in {e.id for e in there}}
    outcome: Outcome = "not_found" if not meant else "match" if len(meant) == 1 else "ambiguous"
    return _Weighed(name, outcome, meant, scores) if scores else None


def _in_a_town(kb: KnowledgeBase, index: NameIndex, name: Sequence[str], year: int) -> dict[Candidate, float]:
    """The editions that curators wrote down of a town of just this name, in a year, all as probable."""
    towns = index.exact(name, {"city"})
    where = RaceFilter(cities=tuple(CityId(town.id) for town in towns), years=(year,), curated=True)
    ids = dict.fromkeys(head.edition.id for head in kb.races(where)) if towns else {}
    return {towns[0]._replace(kind=_EDITION, id=id_): 1 / len(ids) for id_ in ids}


def _all_shown(kb: KnowledgeBase, found: Sequence[Candidate]) -> list[_Shown]:
    athletes = kb.athlete_refs([AthleteId(one.id) for one in found if one.kind == "athlete"])
    shown = []
    for one in found:
        if one.kind == "athlete":
            who = athletes[AthleteId(one.id)]
            shown.append(_Shown(who.name, who.nation.id, who.born))
        else:
            shown.append(_OTHERS[one.kind](kb, one.id))
    return shown


def _edition(kb: KnowledgeBase, id_: str) -> _Shown:
    edition = kb.edition(EditionId(id_))
    name = edition.full_name(kb.competition(edition.competition).name)
    return _Shown(name, kb.city(edition.city).nation)


def _city(kb: KnowledgeBase, id_: str) -> _Shown:
    city = kb.city(CityId(id_))
    return _Shown(city.name, city.nation)


_OTHERS: dict[str, Callable[[KnowledgeBase, str], _Shown]] = {
    "competition": lambda kb, id_: _Shown(kb.competition(CompetitionId(id_)).name),
    "edition": _edition,
    "city": _city,
    "venue": lambda _, id_: _Shown(id_),
    "discipline": lambda kb, id_: _Shown(kb.discipline(DisciplineId(id_)).name),
    "nation": lambda kb, id_: _Shown(kb.nation(NationId(id_)).name),
    "tier": lambda _, id_: _Shown(_TIERS[id_]),
}
"""How things that are no athletes are shown, by their kind. The id of a venue is its name."""
