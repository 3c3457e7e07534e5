from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.flows.histories import ListedMention, histories

LISTS = ("A", "B", "C")


def test_two_mentions_of_one_person_are_one_history() -> None:
    mentions = [
        ListedMention("person:P1", {"A": True}),
        ListedMention("person:P1", {"B": True}),
        ListedMention("m3", {"C": True}),
    ]
    table, behind = histories(mentions, LISTS)
    assert table.cell((1, 1, 0)) == 1
    assert table.observed == 2
    assert behind[(0, 0, 1)] == ["m3"]


def test_not_covered_is_kept_unless_a_mention_knows_better() -> None:
    mentions = [
        ListedMention("x", {"A": True, "B": None, "C": False}),
        ListedMention("y", {"A": True, "B": None}),
        ListedMention("y", {"B": True}),
    ]
    table, _behind = histories(mentions, LISTS)
    assert table.cell((1, -1, 0)) == 1
    assert table.cell((1, 1, 0)) == 1


def test_fractional_weights_add_up_and_people_on_no_list_are_left_out() -> None:
    mentions = [ListedMention(str(n), {"A": True}, weight=1 / 3) for n in range(3)]
    mentions.append(ListedMention("nobody", {"A": False, "B": False}))
    table, _behind = histories(mentions, LISTS)
    assert table.cell((1, 0, 0)) == 1.0
    assert table.observed == 1.0


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(LISTS), st.sampled_from([True, False, None])),
        min_size=1,
    )
)
def test_the_count_is_what_a_plain_reading_gives(said: list[tuple[int, str, bool | None]]) -> None:
    if not any(member for _unit, _name, member in said):
        return
    table, behind = histories(
        (ListedMention(str(unit), {name: member}) for unit, name, member in said), LISTS
    )
    named = {unit for unit, _name, member in said if member}
    assert table.observed == len(named)
    for unit in named:
        history = tuple(
            max(
                (-1 if m is None else int(m) for u, n, m in said if (u, n) == (unit, name)),
                default=0,
            )
            for name in LISTS
        )
        assert str(unit) in behind[history]
