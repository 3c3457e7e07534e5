"""The worker of a server brings the index nearer to the records."""

from __future__ import annotations

import pytest

from onrecord.web.search import beside


def test_the_worker_does_a_bounded_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(beside, "refresh", lambda *, words: asked.append(words))
    beside.go_on()
    assert asked == [beside.WORDS]
