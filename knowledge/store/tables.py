"""The tables of the compiled knowledge as columns, named and typed. `schema` says what they hold.

Races are in the order in which answers list them: newest first, on one day by the tier of the edition, then
by id. The results of a race are consecutive: by place, then those without one.
"""

from knowledge.models.claim import ClaimStatus
from knowledge.models.facts import Category, CoverageKind, Medal, Round, Sex, Status, Tier
from knowledge.models.mark import Measure
from knowledge.store.columns import Arrays, TableReader
from knowledge.store.table_parts import EntityTable, NameTable, PairList, SourceList, TextList


class NationTable(EntityTable):
    """Nations."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "nation")
        super().__init__(of)
        self.name = of.text("name")
        self.iso = of.optional_text("iso")
        self.area = of.optional_text("area")
        self.names = TextList(TableReader(arrays, "nation_name"))


class SourceTable(EntityTable):
    """Sources, and how much of the knowledge cites each."""

    def __init__(self, arrays: Arrays) -> None:
        of, tally = TableReader(arrays, "source"), TableReader(arrays, "source_tally")
        super().__init__(of)
        self.publisher = of.text("publisher")
        self.title = of.text("title")
        self.published = of.optional_text("published")
        self.url = of.optional_text("url")
        self.licence = of.optional_text("licence")
        self.note = of.optional_text("note")
        self.tallied = tally.number("source_id")
        self.races = tally.number("races")
        self.results = tally.number("results")
        self.spellings = tally.number("spellings")


class CityTable(EntityTable):
    """Cities."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "city")
        super().__init__(of)
        self.name = of.text("name")
        self.nation = of.number("nation_id")
        self.names = TextList(TableReader(arrays, "city_name"))


class VenueTable:
    """The venues of cities."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "venue")
        self.of_city = of.postings("city_id")
        self.name = of.text("name")
        self.named = of.postings("name")
        self.names = TextList(TableReader(arrays, "venue_name"))


class DisciplineTable(EntityTable):
    """Disciplines."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "discipline")
        super().__init__(of)
        self.name = of.text("name")
        self.measure = of.choice("measure", Measure)
        self.group = of.text("grouping")
        self.team = of.flag("team")
        self.wind = of.flag("wind")
        self.best = of.optional_text("best")
        self.worst = of.optional_text("worst")
        self.names = TextList(TableReader(arrays, "discipline_name"))
        self.codes = PairList(TableReader(arrays, "discipline_code"), "system", "code")
        self.translations = PairList(TableReader(arrays, "discipline_translation"), "language", "text")


class CompetitionTable(EntityTable):
    """Competitions."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "competition")
        super().__init__(of)
        self.name = of.text("name")
        self.complete_since = of.optional_number("complete_since")
        self.complete_from_first = of.optional_number("complete_from_first")
        self.names = NameTable(arrays, "competition")


class EditionTable(EntityTable):
    """Editions of competitions."""

    def __init__(self, arrays: Arrays) -> None:
        of, gap = TableReader(arrays, "edition"), TableReader(arrays, "edition_gap")
        super().__init__(of)
        self.of_competition = of.postings("competition_id")
        self.of_city = of.postings("city_id")
        self.competition = of.number("competition_id")
        self.year = of.number("year")
        self.name = of.optional_text("name")
        self.tier = of.choice("tier", Tier)
        self.city = of.number("city_id")
        self.venue = of.optional_number("venue_id")
        self.start = of.day("start_date")
        self.end = of.day("end_date")
        self.note = of.optional_text("note")
        self.events = of.optional_text("events")
        self.recovered = of.flag("recovered")
        self.names = NameTable(arrays, "edition")
        self.sources = SourceList(TableReader(arrays, "edition_source"))
        self.gaps = gap.postings("edition_id")
        self.gap_event = gap.text("event")
        self.gap_why = gap.text("why")
        self.gap_sources = SourceList(TableReader(arrays, "edition_gap_source"))


class AthleteTable(EntityTable):
    """Athletes."""

    def __init__(self, arrays: Arrays) -> None:
        of, relation = TableReader(arrays, "athlete"), TableReader(arrays, "athlete_relation")
        super().__init__(of)
        self.name = of.text("name")
        self.family = of.text("family")
        self.family_folded = of.text("family_folded")
        self.of_family = of.postings("family_folded")
        self.sex = of.choice("sex", Sex)
        self.nation = of.number("nation_id")
        self.born = of.optional_text("born")
        self.died = of.optional_text("died")
        self.note = of.optional_text("note")
        self.names = NameTable(arrays, "athlete")
        self.sources = SourceList(TableReader(arrays, "athlete_source"))
        self.ids = PairList(TableReader(arrays, "athlete_outside_id"), "system", "value")
        self.relations = relation.postings("athlete_id")
        self.relations_to = relation.postings("other_id")
        self.relation_of = relation.number("athlete_id")
        self.relation_other = relation.number("other_id")
        self.relation_position = relation.number("position")
        self.relation_kind = relation.text("kind")
        self.relation_sources = SourceList(TableReader(arrays, "athlete_relation_source"))


class RaceTable(EntityTable):
    """Races."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "race")
        super().__init__(of)
        self.of_edition = of.postings("edition_id")
        self.of_discipline = of.postings("discipline_id")
        self.edition = of.number("edition_id")
        self.discipline = of.number("discipline_id")
        self.category = of.choice("category", Category)
        self.round = of.choice("round", Round)
        self.heat = of.optional_number("heat")
        self.date = of.day("date")
        self.dated = of.flag("dated")
        self.venue = of.optional_number("venue_id")
        self.coverage = of.choice("coverage", CoverageKind)
        self.coverage_limit = of.optional_text("coverage_limit")
        self.coverage_note = of.optional_text("coverage_note")
        self.wind_mps = of.optional_text("wind_mps")
        self.note = of.optional_text("note")
        self.recovered = of.flag("recovered")
        self.sources = SourceList(TableReader(arrays, "race_source"))


class ResultTable:
    """Results, sorted by race."""

    def __init__(self, arrays: Arrays) -> None:
        of, member = TableReader(arrays, "result"), TableReader(arrays, "result_member")
        self.of_race = of.ranges()
        self.of_athlete = of.postings("athlete_id")
        self.race = of.number("race_id")
        self.athlete = of.optional_number("athlete_id")
        self.position = of.number("position")
        self.nation = of.number("nation_id")
        self.team = of.optional_text("team")
        self.place = of.optional_number("place")
        self.mark = of.optional_text("mark")
        self.mark_value = of.number("mark_value")
        self.hand_timed = of.flag("hand_timed")
        self.status = of.choice("status", Status)
        self.medal = of.optional_choice("medal", Medal)
        self.wind_mps = of.optional_text("wind_mps")
        self.superseded = of.optional_text("superseded")
        self.notes = TextList(TableReader(arrays, "result_note"))
        self.sources = SourceList(TableReader(arrays, "result_source"))
        self.members = member.ranges()
        self.of_member = member.postings("athlete_id")
        self.member_of = member.number("result_id")
        self.member = member.number("athlete_id")
        self.is_reserve = member.flag("reserve")

    def __len__(self) -> int:
        return len(self.race)


class ClaimTable:
    """Claims, with the statements of sources and the athletes concerned."""

    def __init__(self, arrays: Arrays) -> None:
        of, saying = TableReader(arrays, "claim"), TableReader(arrays, "claim_saying")
        about = TableReader(arrays, "claim_athlete")
        self.of_race = of.postings("race_id")
        self.of_athlete = of.postings("athlete_id")
        self.race = of.optional_number("race_id")
        self.athlete = of.optional_number("athlete_id")
        self.position = of.number("position")
        self.about = of.text("about")
        self.status = of.choice("status", ClaimStatus)
        self.stands = of.optional_text("stands")
        self.why = of.optional_text("why")
        self.sayings = saying.ranges()
        self.saying_source = saying.number("source_id")
        self.says = saying.text("says")
        self.sources = SourceList(TableReader(arrays, "claim_source"))
        self.athletes = about.ranges()
        self.athletes_about = about.number("athlete_id")
        self.naming = about.postings("athlete_id")
        self.naming_claim = about.number("claim_id")


class DoubtTable:
    """Pairs of athletes that may be one person, likeliest first."""

    def __init__(self, arrays: Arrays) -> None:
        of = TableReader(arrays, "doubt")
        self.one = of.number("one_id")
        self.other = of.number("other_id")
        self.one_key = of.text("one_key")
        self.other_key = of.text("other_key")
        self.evidence = TextList(TableReader(arrays, "doubt_evidence"))


class Tables:
    """All tables. The columns are views of `arrays`."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.nation = NationTable(arrays)
        self.source = SourceTable(arrays)
        self.city = CityTable(arrays)
        self.venue = VenueTable(arrays)
        self.discipline = DisciplineTable(arrays)
        self.competition = CompetitionTable(arrays)
        self.edition = EditionTable(arrays)
        self.athlete = AthleteTable(arrays)
        self.race = RaceTable(arrays)
        self.result = ResultTable(arrays)
        self.claim = ClaimTable(arrays)
        self.doubt = DoubtTable(arrays)
