"""Things within a part of a text are found as by looking at each."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.spans import Spans


@dataclass(frozen=True)
class Thing:
    start: int
    end: int


THINGS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: Thing(one[0], sum(one)))
)


@given(THINGS, st.integers(0, 30), st.integers(1, 9))
def test_within_and_meeting(things: list[Thing], start: int, length: int) -> None:
    end = start + length
    spans = Spans(things)
    order = sorted(things, key=lambda one: one.start)
    assert list(spans.within(start, end)) == [one for one in order if start <= one.start < end]
    meeting = [one for one in order if one.start < end and start < one.end]
    assert spans.meeting(start, end) == meeting
    assert spans.meet(start, end) is bool(meeting)
