from __future__ import annotations

from onrecord.core.reconcile.corroboration import (
    Copied,
    Declared,
    independent_origins,
    origin_groups,
)

SOURCES = ("report", "press", "agency", "list", "book")


def copied(left: str, right: str) -> Copied:
    return Copied(left=left, right=right, left_span=(0, 9), right_span=(0, 9), words=80)


def test_copies_and_declared_origins_join_sources_and_each_link_says_why() -> None:
    groups = origin_groups(
        SOURCES,
        declared=[
            Declared(source="press", origin="report"),
            Declared(source="list", origin="ministry"),
            Declared(source="book", origin="ministry"),
        ],
        copies=[copied("press", "agency")],
    )
    assert [group.sources for group in groups] == [
        ("report", "press", "agency"),
        ("list", "book"),
    ]
    assert [str(link.reason) for link in groups[0].links] == [
        "press names report as its origin.",
        "They share a passage of 80 words.",
    ]
    assert str(groups[1].links[0].reason) == "Both name ministry as their origin."


def test_what_a_source_declares_of_itself_or_of_strangers_changes_nothing() -> None:
    groups = origin_groups(
        SOURCES,
        declared=[Declared(source="book", origin="book"), Declared(source="x", origin="y")],
        copies=[copied("x", "book")],
    )
    assert [group.sources for group in groups] == [(source,) for source in SOURCES]


def test_a_statement_counts_its_independent_origins() -> None:
    groups = origin_groups(SOURCES, copies=[copied("report", "press")])
    found = independent_origins(["report", "press", "list", "list", "stranger"], groups)
    assert (found.sources, found.origins) == (4, 3)
    assert "report + press have one origin" in str(found.reason)
    alone = independent_origins(["report", "list"], groups)
    assert alone.origins == 2
    assert "No two" in str(alone.reason)


def test_two_sources_joined_through_a_third_count_once_without_it() -> None:
    groups = origin_groups(SOURCES, copies=[copied("report", "press"), copied("press", "agency")])
    assert independent_origins(["report", "agency"], groups).origins == 1
