"""What a question says apart from whom it is about, as conditions on races."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.names import Candidate
from knowledge.questions.query import lexicon
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.query.time_expressions import Years
from knowledge.store import KnowledgeBase

_WHEN = (SegmentType.YEAR, SegmentType.DAYS)
MOST_RACES = 400
"""More races than this are not told apart by looking at them; a question that wide is asked back."""


class Constraints:
    """Where, what, when and which round; each may be missing. Made once from the parts of a question.

    `first_year` and `last_year` are inclusive; either may be open.
    """

    def __init__(self, segmentation: Segmentation) -> None:
        self.typed = segmentation.typed
        self.where = (*segmentation.of(SegmentType.WHERE), *segmentation.of(SegmentType.NATION))
        self.disciplines = _narrowest(segmentation.of(SegmentType.DISCIPLINE))
        self.first_year, self.last_year = _years(segmentation)
        days = [segment.days for segment in segmentation.of(SegmentType.DAYS) if segment.days is not None]
        self.days: tuple[date, date] | None = days[0] if days else None
        self.when = tuple(segment for part in _WHEN for segment in segmentation.of(part))
        sexes = segmentation.of(SegmentType.SEX)
        self.categories: tuple[Category, ...] = _categories(
            sexes[0].value if sexes else None, under_20=bool(segmentation.of(SegmentType.AGE))
        )
        rounds = segmentation.of(SegmentType.ROUND)
        self.idle = _idle(segmentation)
        self.round: Round | None = Round(rounds[0].value) if rounds else None
        self.heat = rounds[0].number if rounds else None

    def without_nations(self) -> "Constraints":
        """The same without nations, where these told athletes apart."""
        constraints = copy(self)
        constraints.where = tuple(
            segment for segment in self.where if all(one.kind != "nation" for one in segment.candidates)
        )
        return constraints

    @property
    def empty(self) -> bool:
        """Whether it says nothing about which race."""
        return not (self.where or self.disciplines or self.when or self.categories or self.round)

    @property
    def year(self) -> int | None:
        """The one year said, if it is one."""
        return self.first_year if self.first_year == self.last_year else None

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers said, of which one edition a year is held."""
        said = [Tier(one.id) for segment in self.where for one in segment.candidates if one.kind == "tier"]
        return tuple(tier for tier in said if tier in lexicon.ONE_A_YEAR)

    @property
    def discipline_ids(self) -> tuple[DisciplineId, ...]:
        """The disciplines said; any of them will do."""
        said = dict.fromkeys(one.id for segment in self.disciplines for one in segment.candidates)
        return tuple(map(DisciplineId, said))

    def _time(self) -> dict[str, object]:
        """When, as conditions: a year may be the edition's, a span of years or days is that of the dates."""
        if self.days is not None:
            return {"first_day": self.days[0], "last_day": self.days[1]}
        if self.year is not None:
            return {"years": (self.year,)}
        return {
            "first_day": date(self.first_year, 1, 1) if self.first_year else None,
            "last_day": date(self.last_year, 12, 31) if self.last_year else None,
        }

    def races(
        self,
        kb: KnowledgeBase,
        *,
        without: Iterable[str] = (),
        athletes: tuple[AthleteId, ...] = (),
        limit: int = MOST_RACES,
        curated: bool | None = None,
    ) -> tuple[RaceHead, ...]:
        """The races that fit, newest first; `without` names parts to leave out of account.

        `curated` looks among the editions that curators wrote down only.
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
        """The conditions, one for each way in which the places said can be read."""
        places = [_by_kind(segment.candidates) for segment in self.where] if "where" not in left_out else []
        base = RaceFilter(
            disciplines=self.discipline_ids if "event" not in left_out else (),
            categories=self.categories if "category" not in left_out else (),
            rounds=(self.round,) if self.round and "round" not in left_out else (),
            heat=self.heat if "round" not in left_out else None,
            athletes=athletes,
        )
        if "year" not in left_out:
            base = base.model_copy(update=self._time())
        return [_with_places(base, reading) for reading in _readings(places)]


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
    """Without the words that only say again, less exactly, what others say: `relay` beside `4x400`."""
    meant = {id(segment): frozenset(one.id for one in segment.candidates) for segment in events}
    return tuple(
        segment for segment in events if not any(other < meant[id(segment)] for other in meant.values())
    )


def _idle(segmentation: Segmentation) -> tuple[Segment, ...]:
    """Parts that change nothing: a second round, a second category, `since` without a year."""
    return (
        *segmentation.of(SegmentType.ROUND)[1:],
        *segmentation.of(SegmentType.SEX)[1:],
        *segmentation.of(SegmentType.BOUND),
    )


def _years(segmentation: Segmentation) -> Years:
    """The span of years that is said, from the first to the last where there are several."""
    said = [segment.years for segment in segmentation.of(SegmentType.YEAR) if segment.years is not None]
    firsts, lasts = [first for first, _ in said if first], [last for _, last in said if last]
    return (
        min(firsts) if firsts and len(firsts) == len(said) else None,
        max(lasts) if lasts and len(lasts) == len(said) else None,
    )


def _by_kind(places: tuple[Candidate, ...]) -> dict[str, frozenset[str]]:
    """The places by what they are, without competitions called like a town: these are held there."""
    towns = {place.name for place in places if place.kind == "city"}
    kept = [place for place in places if place.kind != "competition" or place.name not in towns]
    return {kind: frozenset(one.id for one in kept if one.kind == kind) for kind in {p.kind for p in kept}}


def _readings(places: Iterable[Mapping[str, frozenset[str]]]) -> Iterable[Mapping[str, frozenset[str]]]:
    """The ways to read several places as one, each once: what is said twice has no more readings for it.

    A race must be at one place of each kind in a reading: it can be in no two cities.
    """
    readings: list[dict[str, frozenset[str]]] = [{}]
    for group in places:
        longer = (
            {**reading, kind: reading.get(kind, ids) & ids}
            for reading in readings
            for kind, ids in sorted(group.items())
        )
        distinct = {frozenset(reading.items()): reading for reading in longer if all(reading.values())}
        readings = list(distinct.values())
    return readings


def _with_places(base: RaceFilter, at: Mapping[str, frozenset[str]]) -> RaceFilter:
    of = {kind: sorted(ids) for kind, ids in at.items()}
    tiers = tuple(meant for tier in of.get("tier", ()) for meant in Tier(tier).covers)
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
