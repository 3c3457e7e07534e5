from __future__ import annotations

from onrecord.core.publish.trace import Step


def test_a_trace_is_complete_when_every_road_ends_at_evidence() -> None:
    paper = Step("report.pdf", evidence=True)
    assert Step("12", rests_on=(Step("list", rests_on=(paper,)), paper)).complete
    assert not Step("12", rests_on=(Step("list"), paper)).complete
    assert not Step("12").complete


def test_the_ends_are_listed_in_order() -> None:
    step = Step("N", rests_on=(Step("a", rests_on=(Step("b"),)), Step("c")))
    assert [end.title for end in step.ends()] == ["b", "c"]
