from __future__ import annotations

from itertools import pairwise

from onrecord.web.site import ids
from onrecord.web.site.ids import new_id


def test_ids_rise_and_fit_the_database() -> None:
    drawn = [new_id() for _ in range(20_000)]
    assert drawn == sorted(set(drawn))
    assert 0 < drawn[0]
    assert drawn[-1] < 2**63


def test_ids_rise_although_the_clock_stands_or_goes_back(monkeypatch) -> None:
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_800_000_000_000_000_000)
    first, second = new_id(), new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_700_000_000_000_000_000)
    third = new_id()
    assert first < second < third


def test_the_step_between_two_ids_of_one_moment_is_chance(monkeypatch) -> None:
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_800_000_000_000_000_000)
    drawn = [new_id() for _ in range(60)]
    steps = {later - earlier for earlier, later in pairwise(drawn)}
    assert len(steps) > 30
