"""The conditions on races that a question states: where, what, when and which round."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Slot
from knowledge.models.records import RaceHead
from knowledge.names import Candidate
from knowledge.questions.query import lexicon
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.query.time_expressions import Years
from knowledge.store import KnowledgeBase

_WHEN = (SegmentType.YEAR, SegmentType.DAYS)
MAX_RACES = 400
"""Races that are looked at to answer a question; one that fits more is too wide, and the user is asked."""


class Constraints:
    """The constraints in the segments of a question; each may be missing.

    `where`, `disciplines` and `when` are segments. `first_year` and `last_year` are inclusive; None is open.
    `redundant` are segments that change nothing, and `typed` is the text without stop words.
    """

    def __init__(self, segmentation: Segmentation) -> None:
        self.typed = segmentation.typed
        self.where = (*segmentation.of(SegmentType.WHERE), *segmentation.of(SegmentType.NATION))
        self.disciplines = _narrowest(segmentation.of(SegmentType.DISCIPLINE))
        self.first_year, self.last_year = _years(segmentation)
        days = [segment.days for segment in segmentation.of(SegmentType.DAYS) if segment.days is not None]
        self.days: tuple[date, date] | None = days[0] if days else None
        self.when = tuple(segment for type_ in _WHEN for segment in segmentation.of(type_))
        sexes = segmentation.of(SegmentType.SEX)
        self.categories: tuple[Category, ...] = _categories(
            sexes[0].value if sexes else None, under_20=bool(segmentation.of(SegmentType.AGE))
        )
        rounds = segmentation.of(SegmentType.ROUND)
        self.redundant = _redundant(segmentation)
        self.round: Round | None = Round(rounds[0].value) if rounds else None
        self.heat = rounds[0].number if rounds else None

    def without_nations(self) -> "Constraints":
        """Return a copy without nations, for questions in which these identify athletes."""
        constraints = copy(self)
        constraints.where = tuple(
            segment for segment in self.where if all(one.kind != "nation" for one in segment.candidates)
        )
        return constraints

    @property
    def empty(self) -> bool:
        """Whether there is no condition on races."""
        return not (self.where or self.disciplines or self.when or self.categories or self.round)

    @property
    def year(self) -> int | None:
        """The year, where exactly one is stated."""
        return self.first_year if self.first_year == self.last_year else None

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The stated tiers that have one edition a year."""
        stated = [Tier(one.id) for segment in self.where for one in segment.candidates if one.kind == "tier"]
        return tuple(tier for tier in stated if tier in lexicon.ONE_A_YEAR)

    @property
    def discipline_ids(self) -> tuple[DisciplineId, ...]:
        """The stated disciplines; a race fits any of them."""
        stated = dict.fromkeys(one.id for segment in self.disciplines for one in segment.candidates)
        return tuple(map(DisciplineId, stated))

    def races(
        self,
        kb: KnowledgeBase,
        *,
        without: Iterable[str] = (),
        athletes: tuple[AthleteId, ...] = (),
        limit: int = MAX_RACES,
        curated: bool | None = None,
    ) -> tuple[RaceHead, ...]:
        """Return at most `limit` races that fit, newest first.

        `without` names conditions to ignore: where, event, category, round, year. `curated` selects curated
        or imported editions; None selects both.
        """
        left_out = frozenset(without)
        heads: dict[str, RaceHead] = {}
        for where in self.filters(left_out, athletes):
            among = where.model_copy(update={"curated": curated})
            heads.update((head.id, head) for head in kb.races(among, limit))
        return tuple(sorted(heads.values(), key=lambda head: head.date, reverse=True))

    def filters(
        self, left_out: frozenset[str] = frozenset(), athletes: tuple[AthleteId, ...] = ()
    ) -> list[RaceFilter]:
        """Return the conditions, one filter for each combination of kinds that the places can be."""
        places = [_by_kind(segment.candidates) for segment in self.where] if "where" not in left_out else []
        base = RaceFilter(
            disciplines=self.discipline_ids if "event" not in left_out else (),
            categories=self.categories if "category" not in left_out else (),
            rounds=(self.round,) if self.round and "round" not in left_out else (),
            heat=self.heat if "round" not in left_out else None,
            athletes=athletes,
        )
        if "year" not in left_out:
            base = self._in_time(base)
        return [_with_places(base, at) for at in _combinations(places)]

    def _in_time(self, where: RaceFilter) -> RaceFilter:
        """Return the filter with the time stated; days are more exact than years."""
        if self.days is not None:
            return where.model_copy(update={"first_day": self.days[0], "last_day": self.days[1]})
        return where.in_years(self.first_year, self.last_year)


def _categories(sex: str | None, *, under_20: bool) -> tuple[Category, ...]:
    """Return the categories of a sex and an age; empty, which is no condition, where neither is stated."""
    if sex is None and not under_20:
        return ()
    return tuple(
        category
        for category in Category
        if (sex is None or category.split("-")[0] == sex) and (category.endswith("-u20") or not under_20)
    )


def _narrowest(events: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Drop a discipline that only repeats another less exactly: `relay` beside `4x400`."""
    ids = {id(segment): frozenset(one.id for one in segment.candidates) for segment in events}
    return tuple(segment for segment in events if not any(other < ids[id(segment)] for other in ids.values()))


def _redundant(segmentation: Segmentation) -> tuple[Segment, ...]:
    """Return the segments that change nothing: a second round or sex, `since` without a year."""
    return (
        *segmentation.of(SegmentType.ROUND)[1:],
        *segmentation.of(SegmentType.SEX)[1:],
        *segmentation.of(SegmentType.BOUND),
    )


def _years(segmentation: Segmentation) -> Years:
    """Return the span from the first to the last year stated; open where one expression is open."""
    stated = [segment.years for segment in segmentation.of(SegmentType.YEAR) if segment.years is not None]
    firsts, lasts = [first for first, _ in stated if first], [last for _, last in stated if last]
    return (
        min(firsts) if firsts and len(firsts) == len(stated) else None,
        max(lasts) if lasts and len(lasts) == len(stated) else None,
    )


def _by_kind(places: tuple[Candidate, ...]) -> dict[str, frozenset[str]]:
    """Group places by kind. A competition that is named like a town is left out: it is held there."""
    towns = {place.name for place in places if place.kind == "city"}
    kept = [place for place in places if place.kind != "competition" or place.name not in towns]
    return {kind: frozenset(one.id for one in kept if one.kind == kind) for kind in {p.kind for p in kept}}


def _combinations(places: Iterable[Mapping[str, frozenset[str]]]) -> Iterable[Mapping[str, frozenset[str]]]:
    """Return the ways to choose a kind for each place, each combination once.

    Places of one kind must have an id in common, because a race is not in two cities. Distinct combinations
    only are kept, so that a place repeated many times does not multiply them.
    """
    combinations: list[dict[str, frozenset[str]]] = [{}]
    for group in places:
        longer = (
            {**chosen, kind: chosen.get(kind, ids) & ids}
            for chosen in combinations
            for kind, ids in sorted(group.items())
        )
        distinct = {frozenset(chosen.items()): chosen for chosen in longer if all(chosen.values())}
        combinations = list(distinct.values())
    return combinations


def _with_places(base: RaceFilter, at: Mapping[str, frozenset[str]]) -> RaceFilter:
    of = {kind: sorted(ids) for kind, ids in at.items()}
    tiers = tuple(covered for tier in of.get("tier", ()) for covered in Tier(tier).covers)
    return base.model_copy(
        update={
            "competitions": tuple(map(CompetitionId, of.get("competition", ()))),
            "editions": tuple(map(EditionId, of.get("edition", ()))),
            "cities": tuple(map(CityId, of.get("city", ()))),
            "venues": tuple(of.get("venue", ())),
            "nations": tuple(map(NationId, of.get("nation", ()))),
            "tiers": tiers,
        }
    )


def unused_slots(segments: Iterable[Segment]) -> tuple[Slot, ...]:
    """Return a slot for each segment that was understood but changes nothing in the answer."""
    return tuple(
        Slot(name="unused", id="", label=segment.typed, said=True, typed=segment.typed)
        for segment in segments
    )
