"""Plug-ins add suggestions after the rules, and nothing that they do can spoil a reading."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.stretch import Part
from onrecord.flows import suggesters
from onrecord.flows.read import Reading, default_names, read_text
from onrecord.flows.suggesters import CHOSEN, SECONDS, Named, Suggestion, with_suggested

TEXT = "Arta saw the Linden Committee leave Gurishte on 28 March 1999."
COMMITTEE = "Linden Committee"


def actor(quote: str = COMMITTEE, *, rule: str = "a_rule", shift: int = 0) -> ActorMention:
    start = TEXT.index(quote) + shift
    return ActorMention(
        name=quote,
        kind="organisation",
        concept=None,
        start=start,
        end=start + len(quote),
        quote=quote,
        rule=rule,
    )


def reading(**found: Sequence[Suggestion]) -> Reading:
    document = DocumentText(text=TEXT, pages=((0, len(TEXT)),), media_type="text/plain")
    empty = Reading(sha256="0" * 64, document=document, figures=(), totals=(), dates=())
    return replace(empty, **found)  # type: ignore[arg-type]  # the fields of FIELDS


def asked(suggest: Callable[..., Iterable[Suggestion]], **found: Sequence[Suggestion]) -> Reading:
    parts = ((0, len(TEXT), "en"),)
    return with_suggested(reading(**found), parts, [Named("linden", lambda: suggest)])


def test_what_a_plugin_suggests_is_merged_under_its_name() -> None:
    read = asked(lambda _text, _parts: [actor()])
    assert [(one.quote, one.rule) for one in read.actors] == [(COMMITTEE, "plugin:linden")]
    assert read.warnings == ()


def test_it_is_told_the_text_and_the_languages_of_its_parts() -> None:
    seen: list[tuple[str, Sequence[Part]]] = []

    def suggest(text: str, parts: Sequence[Part]) -> Iterable[Suggestion]:
        seen.append((text, parts))
        return ()

    asked(suggest)
    assert seen == [(TEXT, ((0, len(TEXT), "en"),))]


def test_a_rule_wins_at_the_same_place_and_only_over_its_own_kind() -> None:
    ruled = actor("Committee")
    person = PersonMention(
        name=COMMITTEE,
        role=None,
        concept=None,
        start=actor().start,
        end=actor().end,
        quote=COMMITTEE,
        rule="x",
    )
    read = asked(lambda _text, _parts: [actor(), person], actors=(ruled,))
    assert read.actors == (ruled,)
    assert [one.rule for one in read.people] == ["plugin:linden"]


def test_a_plugin_that_fails_leaves_a_warning_and_what_the_rules_found() -> None:
    def broken(_text: str, _parts: Sequence[Part]) -> Iterator[Suggestion]:
        yield actor()
        raise ZeroDivisionError

    read = asked(broken, actors=(actor(),))
    assert read.actors == (actor(),)
    assert [str(one) for one in read.warnings] == [
        "The suggester linden failed; its suggestions are left out."
    ]


def test_a_plugin_that_cannot_be_loaded_leaves_a_warning() -> None:
    def missing() -> suggesters.Suggester:
        raise ImportError

    read = with_suggested(reading(), (), [Named("linden", missing)])
    assert "failed" in str(read.warnings[0])


def test_a_plugin_that_never_ends_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS, "0.05")
    end = threading.Event()

    def endless(_text: str, _parts: Sequence[Part]) -> Iterable[Suggestion]:
        end.wait()
        return ()

    read = asked(endless)
    end.set()
    assert "took longer than" in str(read.warnings[0])


@pytest.mark.parametrize("wrong", [actor(shift=1), replace(actor(), end=10**6), "a word"])
def test_what_does_not_fit_the_text_is_left_out_and_counted(wrong: object) -> None:
    read = asked(lambda _text, _parts: [wrong, actor()])  # type: ignore[list-item]  # the point
    assert len(read.actors) == 1
    assert "gave 1 suggestions that do not fit" in str(read.warnings[0])


def test_a_plugin_reaches_no_network() -> None:
    reached: list[str] = []

    def curious(_text: str, _parts: Sequence[Part]) -> Iterable[Suggestion]:
        socket.getaddrinfo("127.0.0.1", 9)
        reached.append("reached")
        return ()

    read = asked(curious)
    assert "failed" in str(read.warnings[0])
    assert reached == []
    assert socket.getaddrinfo("127.0.0.1", 9), "others are not kept from it"


def test_settings_choose_among_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    here = "tests.contract.sample_suggester"
    installed = tuple(
        EntryPoint(name, f"{here}:suggest", suggesters.GROUP) for name in ("first", "second")
    )
    monkeypatch.setattr(suggesters, "_installed", lambda: installed)
    monkeypatch.delenv(CHOSEN, raising=False)
    assert rules_of_actors() == {"plugin:first"}
    monkeypatch.setenv(CHOSEN, "second, third")
    assert rules_of_actors() == {"plugin:second"}
    monkeypatch.setenv(CHOSEN, "none")
    assert rules_of_actors() == set()


def rules_of_actors() -> set[str]:
    """Return the rules of the committee when a text is read as a register reads it."""
    text = "Arta wrote to the Linden on Monday."
    document = DocumentText(
        text=text, pages=((0, len(text)),), media_type="text/plain", language="en"
    )
    read = read_text(document, "0" * 64, names=default_names())
    return {one.rule for one in read.actors if one.rule.startswith("plugin:")}
