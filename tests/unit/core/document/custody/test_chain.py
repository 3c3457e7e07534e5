"""A custody chain: what is changed, cut or moved is found, and what is withheld is not told."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.core.document.custody import (
    Event,
    EventKind,
    Link,
    chained,
    problems,
    root_of_chain,
)
from onrecord.core.kernel.errors import InputError

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def event(number: int, **changes: object) -> Event:
    values: dict[str, object] = {
        "id": str(number),
        "kind": EventKind.VIEW,
        "who": "person-3f9a",
        "what": "exhibit-1",
        "when": NOON + timedelta(minutes=number),
        "clock": "clock of the server",
        "tool": "onrecord",
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type]  # a test names fields


def salt_of(one: Event) -> bytes:
    return hashlib.sha256(b"secret" + one.id.encode()).digest()


@pytest.fixture
def links() -> list[Link]:
    return list(chained([event(n) for n in range(1, 6)], salt_of))


def test_a_chain_as_written_is_whole(links: list[Link]) -> None:
    assert list(problems(links)) == []
    assert [Link.from_dict(link.to_dict()) for link in links] == links


def test_a_withheld_event_leaves_chain_and_root_as_they_are(links: list[Link]) -> None:
    shown = [links[0], links[1].withheld(), *links[2:]]
    assert list(problems(shown)) == []
    assert root_of_chain(shown) == root_of_chain(links)
    assert "person" not in str(shown[1].to_dict())


def test_every_change_is_found(links: list[Link]) -> None:
    forged = replace(links[2], event=event(3, who="person-0000"))
    assert [p.number for p in problems([*links[:2], forged, *links[3:]])] == [3]
    assert list(problems(links[1:]))
    assert list(problems([*links[:2], *links[3:]]))
    assert list(problems([links[1], links[0], *links[2:]]))
    half = replace(links[4], salt=None)
    assert "without its salt" in next(problems([*links[:4], half])).explanation


def test_two_equal_events_do_not_look_alike() -> None:
    first, second = chained([event(1), event(1, id="2")], salt_of)
    assert first.commitment != second.commitment


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"when": datetime(2026, 5, 4, 12)}, "time zone"),  # noqa: DTZ001 - the fault under test
        ({"after": "abc"}, "SHA-256"),
        ({"kind": EventKind.TRANSFER, "why": "asked"}, "from somebody to somebody"),
        ({"kind": EventKind.WITHDRAW}, "reason"),
    ],
)
def test_an_event_that_could_not_be_relied_on_is_refused(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        event(1, **changes)


@pytest.mark.parametrize("found", [{}, {"number": "x"}])
def test_a_line_that_is_no_link_is_refused(found: dict[str, object]) -> None:
    with pytest.raises(InputError, match="no link"):
        Link.from_dict(found)
    with pytest.raises(InputError, match="no custody event"):
        Event.from_dict(found)
