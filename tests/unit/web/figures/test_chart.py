from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.web.figures.chart import RIGHT, WIDEST_LABELS, WIDTH, Entry, dot_and_range


def entry(quantity: Quantity) -> Entry:
    return Entry("A report", "1999", quantity, comparable=True)


def test_words_alone_draw_no_chart() -> None:
    assert dot_and_range([entry(Quantity(bound=Bound.worded, wording="many"))]) is None
    assert dot_and_range([]) is None


def test_a_bound_is_open_at_one_end() -> None:
    chart = dot_and_range([entry(Quantity(bound=Bound.at_least, value=14, low=14))])
    assert chart is not None
    mark = chart.marks[0]
    assert (mark.open_left, mark.open_right) == (False, True)
    assert mark.right == WIDTH - RIGHT


def test_long_labels_get_more_room_but_not_without_end() -> None:
    quantity = Quantity(bound=Bound.exact, value=14)
    rooms = []
    for letters in (5, 40, 300):
        chart = dot_and_range([Entry("n" * letters, "", quantity, comparable=True)])
        assert chart is not None
        rooms.append(chart.labels)
    assert rooms[0] < rooms[1] < rooms[2] == WIDEST_LABELS


def test_limits_stand_below_one_another_and_inside() -> None:
    limits = [(40.0, "more"), (14.0, "less")]
    chart = dot_and_range([entry(Quantity(bound=Bound.exact, value=12))], limits)
    plain = dot_and_range([entry(Quantity(bound=Bound.exact, value=12))])
    assert chart is not None
    assert plain is not None
    assert plain.limits == ()
    assert [limit.text for limit in chart.limits] == ["less", "more"]
    first, second = chart.limits
    assert chart.labels < first.x < second.x <= WIDTH - RIGHT
    assert chart.bottom < first.y < second.y < chart.height
    assert chart.height > plain.height


def test_shares_have_an_axis_in_per_cent() -> None:
    chart = dot_and_range([entry(Quantity(bound=Bound.share, value=0.36, unit="share"))])
    assert chart is not None
    assert [tick.text for tick in chart.ticks] == ["0%", "20%", "40%"]


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=20))
def test_everything_stays_inside_and_keeps_its_order(ends: list[tuple[int, int]]) -> None:
    ranges = [sorted(pair) for pair in ends]
    entries = [entry(Quantity(bound=Bound.range, low=low, high=high)) for low, high in ranges]
    chart = dot_and_range(entries)
    assert chart is not None
    for mark, (low, high) in zip(chart.marks, ranges, strict=True):
        if low == high:
            continue
        assert mark.left is not None
        assert mark.right is not None
        assert chart.labels <= mark.left <= mark.right <= WIDTH - RIGHT
    places = [tick.x for tick in chart.ticks]
    assert places == sorted(places)
    assert 2 <= len(places) <= 12
