"""The suite for plug-ins passes a sound one, and each of its checks fails one that breaks it."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from tests.contract.sample_suggester import suggest

from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.stretch import Part
from onrecord.testing.suggesters import SUGGESTER_CHECKS, Case, check_suggester

SAMPLE = "Arta wrote to the Linden Committee; Besim wrote to the Linden as well."


def test_a_sound_plugin_passes() -> None:
    check_suggester(suggest, SAMPLE, ["Linden"])


def shifted(text: str, parts: Sequence[Part]) -> Iterator[ActorMention]:
    for one in suggest(text, parts):
        yield replace(one, start=one.start + 1)


def shapeless(text: str, _parts: Sequence[Part]) -> Iterator[str]:
    yield text


def blind(_text: str, _parts: Sequence[Part]) -> Iterator[ActorMention]:
    return iter(())


_count = itertools.count()


def fickle(text: str, parts: Sequence[Part]) -> Iterator[ActorMention]:
    for one in suggest(text, parts):
        yield replace(one, name=f"{one.name} {next(_count)}")


def eager(text: str, parts: Sequence[Part]) -> Iterator[ActorMention]:
    yield ActorMention(
        name="all", kind="group", concept=None, start=0, end=len(text), quote=text, rule="all"
    )


def reaching(text: str, parts: Sequence[Part]) -> Iterator[ActorMention]:
    socket.getaddrinfo("127.0.0.1", 9)
    yield from suggest(text, parts)


@pytest.mark.parametrize(
    ("plugin", "check"),
    [
        (shapeless, "gives_our_shapes"),
        (shifted, "keeps_its_places"),
        (blind, "finds_the_words"),
        (fickle, "suggests_alike_each_time"),
        (eager, "bears_any_text"),
        (reaching, "opens_no_connection"),
    ],
)
def test_each_check_fails_what_breaks_it(plugin: object, check: str) -> None:
    case = Case(suggest=plugin, sample=SAMPLE, words=["Linden"])  # type: ignore[arg-type]  # the point
    failing = next(one for one in SUGGESTER_CHECKS if one.__name__ == check)
    with pytest.raises(AssertionError):
        failing(case)
