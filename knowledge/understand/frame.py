"""What a question says apart from whom it is about, as conditions on races."""

from collections.abc import Iterable
from itertools import product

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.names import Found
from knowledge.store import KnowledgeBase
from knowledge.understand import lexicon
from knowledge.understand.spans import Part, Span, Spans, round_of

MOST_RACES = 400
"""More races than this are not told apart by looking at them; a question that wide is asked back."""


class Frame:
    """Where, what, when and which round; each may be missing. Made once from the parts of a question."""

    def __init__(self, spans: Spans) -> None:
        self.where = (*spans.of(Part.WHERE), *spans.of(Part.NATION))
        self.disciplines = spans.of(Part.DISCIPLINE)
        self.years = tuple(span.number for span in spans.of(Part.YEAR) if span.number is not None)
        self.since = bool(spans.of(Part.SINCE))
        self.until = bool(spans.of(Part.UNTIL))
        sexes = spans.of(Part.SEX)
        self.categories: tuple[Category, ...] = lexicon.category(
            sexes[0].value if sexes else None, under_20=bool(spans.of(Part.AGE))
        )
        rounds = spans.of(Part.ROUND)
        self.round: Round | None = round_of(rounds[0]) if rounds else None
        self.heat = rounds[0].number if rounds else None

    @property
    def empty(self) -> bool:
        """Whether it says nothing about which race."""
        return not (self.where or self.disciplines or self.years or self.categories or self.round)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers said, of which one edition a year is held."""
        said = [Tier(one.id) for span in self.where for one in span.found if one.kind == "tier"]
        return tuple(tier for tier in said if tier in lexicon.ONE_A_YEAR)

    @property
    def discipline_ids(self) -> tuple[DisciplineId, ...]:
        """The disciplines said; any of them will do."""
        return tuple(DisciplineId(one.id) for span in self.disciplines for one in span.found)

    def races(
        self,
        kb: KnowledgeBase,
        *,
        without: Iterable[str] = (),
        athletes: tuple[AthleteId, ...] = (),
        limit: int = MOST_RACES,
    ) -> tuple[RaceHead, ...]:
        """The races that fit, newest first; `without` names parts to leave out of account."""
        left_out = frozenset(without)
        heads: dict[str, RaceHead] = {}
        for where in self.filters(left_out, athletes):
            heads.update((head.id, head) for head in kb.races(where, limit))
        return tuple(sorted(heads.values(), key=lambda head: head.date, reverse=True))

    def filters(
        self, left_out: frozenset[str] = frozenset(), athletes: tuple[AthleteId, ...] = ()
    ) -> list[RaceFilter]:
        """The conditions, one for each way in which the places said can be read."""
        places = [span.found for span in self.where] if "where" not in left_out else []
        base = RaceFilter(
            disciplines=self.discipline_ids if "event" not in left_out else (),
            categories=self.categories if "category" not in left_out else (),
            years=self.years if "year" not in left_out else (),
            rounds=(self.round,) if self.round and "round" not in left_out else (),
            heat=self.heat if "round" not in left_out else None,
            athletes=athletes,
        )
        return [_with_places(base, reading) for reading in product(*places) if _can_be_one_place(reading)]


def _can_be_one_place(places: tuple[Found, ...]) -> bool:
    """Whether one race can be at all of them: no race is in two cities."""
    ids = {(place.kind, place.id) for place in places}
    return len({kind for kind, _ in ids}) == len(ids)


def _with_places(base: RaceFilter, places: tuple[Found, ...]) -> RaceFilter:
    of: dict[str, list[str]] = {}
    for place in places:
        of.setdefault(place.kind, []).append(place.id)
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


def typed(spans: Iterable[Span]) -> str | None:
    """The words of several parts, as typed; None where there are none."""
    return " ".join(span.typed for span in spans) or None
