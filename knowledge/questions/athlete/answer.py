"""The answers to `/athlete`: a profile, or the list of an athlete's races."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.models.base import AthleteId, SourceId
from knowledge.models.facts import Athlete, Nation, Sex
from knowledge.models.filter import RaceFilter
from knowledge.models.records import Performance
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion, ClaimAbout, Kin, RacesAnswer
from knowledge.questions.statistics.bests import event_bests
from knowledge.questions.statistics.honours import age_on, honours, tally
from knowledge.questions.statistics.importance import by_importance
from knowledge.questions.statistics.model import Age, EventBests
from knowledge.store import KnowledgeBase

# Rows of a profile, chosen by hand.
LAST_RACES = 5
DAYS_OF_LIFE = 3 * 365
"""Days after an athlete's last race here in which the age of today is stated. Chosen by hand."""
MOST_RIVALS = 10
MOST_NAMESAKES = 10


def answer_athlete(
    kb: KnowledgeBase, question: AthleteQuestion, today: date, *, details: bool
) -> AthleteAnswer | RacesAnswer:
    """Answer with the list of races where it is asked for, else with the profile."""
    if question.races:
        return answer_races(kb, question, details=details)
    return answer_profile(kb, question, today, details=details)


def answer_profile(
    kb: KnowledgeBase, question: AthleteQuestion, today: date, *, details: bool
) -> AthleteAnswer:
    """The profile of an athlete: person, bests, honours, last races. `today` is for the age.

    Without `details` the sources, claims, relatives and namesakes are left out.
    """
    profile = kb.athlete(question.athlete)
    performances = kb.performances(profile.id)
    about_them = kb.claims_about(profile.id) if details else ()
    claims = tuple(ClaimAbout(head=head, claim=claim) for head, claim in about_them)
    won = honours(performances)
    events = by_importance(event_bests(performances), won)
    last = performances[:LAST_RACES]
    shown = [*(honour.performance for honour in won), *_shown_bests(events), *last]
    about = kb.about()
    return AthleteAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=kb.sources(_cited(profile, shown, claims)) if details else (),
        question=question,
        athlete=kb.athlete_ref(profile.id),
        profile=profile,
        spellings=profile.names,
        represented=_represented(performances),
        age=_age(profile, performances, today),
        events=events,
        honours=won,
        tally=tally(performances),
        last_races=last,
        kin=kin(kb, profile) if details else (),
        namesakes=kb.namesakes(profile.id, MOST_NAMESAKES) if details else (),
        rivals=kb.rivals(profile.id, MOST_RIVALS),
        claims=claims,
    )


def _age(profile: Athlete, performances: Sequence[Performance], today: date) -> Age | None:
    """The age at death or, for an athlete with a race in the last `DAYS_OF_LIFE` days, today; else None."""
    if profile.died is not None:
        return age_on(profile.born, date.fromisoformat(profile.died)) if len(profile.died) == 10 else None
    last = performances[0].head.date if performances else date.min
    return age_on(profile.born, today) if (today - last).days <= DAYS_OF_LIFE else None


def _cited(
    profile: Athlete, performances: Iterable[Performance], claims: Iterable[ClaimAbout]
) -> Iterator[SourceId]:
    """The sources of the person, the results shown, the spellings, the relatives and the claims."""
    yield from profile.sources
    for performance in performances:
        yield from performance.result.every_source
    for name in profile.names:
        yield from name.sources
    for relation in profile.relations:
        yield from relation.sources
    for about in claims:
        yield from about.claim.every_source


def _shown_bests(events: tuple[EventBests, ...]) -> Iterator[Performance]:
    for event in events:
        yield from (season.performance for season in event.seasons)
        yield from (barred.performance for barred in event.barred)


def _represented(performances: tuple[Performance, ...]) -> tuple[Nation, ...]:
    """The nations in the results, newest first; empty where there is only one."""
    nations = {performance.result.nation.id: performance.result.nation for performance in performances}
    return tuple(nations.values()) if len(nations) > 1 else ()


# The relation of a relative who is recorded with the athlete's relation to them, by the relative's sex.
_INVERSE_RELATIONS = {
    "younger brother": {Sex.MALE: "elder brother", Sex.FEMALE: "elder sister"},
    "younger sister": {Sex.MALE: "elder brother", Sex.FEMALE: "elder sister"},
    "elder brother": {Sex.MALE: "younger brother", Sex.FEMALE: "younger sister"},
    "elder sister": {Sex.MALE: "younger brother", Sex.FEMALE: "younger sister"},
    "brother": {Sex.MALE: "brother", Sex.FEMALE: "sister"},
    "sister": {Sex.MALE: "brother", Sex.FEMALE: "sister"},
    "twin brother": {Sex.MALE: "twin brother", Sex.FEMALE: "twin sister"},
    "twin sister": {Sex.MALE: "twin brother", Sex.FEMALE: "twin sister"},
    "twin": {Sex.MALE: "twin", Sex.FEMALE: "twin"},
}


def kin(kb: KnowledgeBase, profile: Athlete) -> tuple[Kin, ...]:
    """The relatives recorded with the athlete, in either direction."""
    relatives: dict[AthleteId, Kin] = {}
    for relative, relation in kb.recorded_kin(profile.id):
        inverse = _INVERSE_RELATIONS.get(relation, {}).get(relative.sex)
        if inverse is not None:
            relatives[relative.id] = Kin(athlete=relative, is_=inverse)
    for other in profile.relations:
        relatives[other.athlete] = Kin(athlete=kb.athlete_ref(other.athlete), is_=other.is_)
    return tuple(relatives.values())


def answer_races(kb: KnowledgeBase, question: AthleteQuestion, *, details: bool) -> RacesAnswer:
    """The athlete's races, newest first, in the years asked for: by date or, for one year, by edition too.

    Without `details` the sources are left out.
    """
    performances = kb.performances(question.athlete)
    years = RaceFilter().in_years(question.first_year, question.last_year)
    shown = tuple(performance for performance in performances if years.matches(performance.head))
    about = kb.about()
    return RacesAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=kb.sources(source for one in shown for source in one.result.every_source) if details else (),
        question=question,
        athlete=kb.athlete_ref(question.athlete),
        races=shown,
        tally=tally(shown),
        years=tuple(sorted({p.head.date.year for p in performances}, reverse=True)),
    )
