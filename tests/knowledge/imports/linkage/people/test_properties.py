"""What holds for any people and any decisions."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.imports.linkage.people import Decision, Person, cluster_people, index_decisions, match_people
from knowledge.models.facts import Sex

NAMES = st.lists(st.sampled_from(["Ada", "Ida", "Quill", "Berg", "Kvill", "A"]), min_size=1, max_size=3).map(
    " ".join
)
BIRTHS = st.sampled_from([None, "2001", "2001-01-01", "2001-05-17", "2001-05-18"])
IDS = st.sampled_from([(), (("wa", "1"),), (("wa", "2"),)])
ANYBODY = st.tuples(NAMES, BIRTHS, st.sampled_from(["NOR", "SWE"]), IDS)


def people(source: str) -> st.SearchStrategy[tuple[Person, ...]]:
    return st.lists(ANYBODY, max_size=5).map(
        lambda rows: tuple(
            Person(f"{source}/{number}", Sex.FEMALE, (name,), (nation,), born, ids)
            for number, (name, born, nation, ids) in enumerate(rows)
        )
    )


KEYS = st.sampled_from([f"{source}/{number}" for source in "abc" for number in range(5)])
DECISIONS = st.lists(
    st.builds(Decision, one=KEYS, other=KEYS, same=st.just(False)).filter(
        lambda made: made.one != made.other
    ),
    max_size=4,
)


@given(people("a"), people("b"), DECISIONS)
def test_nobody_is_merged_twice_or_against_a_no(
    left: tuple[Person, ...], right: tuple[Person, ...], made: list[Decision]
) -> None:
    decisions = index_decisions(made)
    found = match_people(left, right, decisions=decisions)
    assert (
        len({pair.left for pair in found.same}) == len({pair.right for pair in found.same}) == len(found.same)
    )
    assert all(decisions.about(pair.left, pair.right) is None for pair in found.same)
    assert not {(p.left, p.right) for p in found.same} & {(p.left, p.right) for p in found.doubtful}


@given(people("a"), people("b"))
def test_it_does_not_matter_who_comes_first(left: tuple[Person, ...], right: tuple[Person, ...]) -> None:
    there, back = match_people(left, right), match_people(right, left)
    assert {(pair.left, pair.right) for pair in there.same} == {(pair.right, pair.left) for pair in back.same}


@given(people("a"), people("b"), people("c"), DECISIONS)
def test_everybody_is_somewhere_and_one_source_s_people_stay_apart(
    one: tuple[Person, ...], two: tuple[Person, ...], three: tuple[Person, ...], made: list[Decision]
) -> None:
    united = cluster_people([one, two, three], decisions=index_decisions(made))
    assert set(united.of) == {person.key for person in (*one, *two, *three)}
    assert {person.key for person in united.people} == set(united.of.values())
    for decision in made:
        assert united.of.get(decision.one, "one") != united.of.get(decision.other, "other")
    for source in (one, two, three):
        assert len({united.of[person.key] for person in source}) == len(source)
