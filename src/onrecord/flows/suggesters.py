"""What do plug-ins find in a text beside the rules, and what if one of them fails?

A plug-in is a function of the entry-point group ``onrecord.suggesters``, installed by whoever runs
OnRecord: ``suggest(text, parts)`` yields suggestions of the shapes in ``FIELDS``. Nothing is ever
fetched for it, and while it works its thread can open no connection.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from multiprocessing.pool import ThreadPool
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

from onrecord.core.document.accounts import AccountSuggestion
from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.acts.suggestion import ActSuggestion
from onrecord.core.document.dates import DateMention
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.figures import FigureSuggestion
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.spans import Spans
from onrecord.core.document.stretch import Part
from onrecord.core.kernel.remark import Remark
from onrecord.flows.place_mention import PlaceMention

Suggestion: TypeAlias = (
    FigureSuggestion
    | DateMention
    | PlaceMention
    | ActSuggestion
    | PersonMention
    | ActorMention
    | AccountSuggestion
)
Suggester: TypeAlias = Callable[[str, Sequence[Part]], Iterable[Suggestion]]
GROUP = "onrecord.suggesters"
CHOSEN = "ONRECORD_SUGGESTERS"
"""The setting: names of plug-ins between commas, or ``none``; without it all that are installed."""
SECONDS = "ONRECORD_SUGGESTER_SECONDS"
"""The setting: how long each plug-in may take over one text, in seconds."""
PREFIX = "plugin:"
MOST = 100_000
"""Suggestions of one plug-in about one text; more are not asked for."""
FIELDS: Mapping[type, str] = {
    FigureSuggestion: "figures",
    DateMention: "dates",
    PlaceMention: "places",
    ActSuggestion: "acts",
    PersonMention: "people",
    ActorMention: "actors",
    AccountSuggestion: "accounts",
}
"""The shapes that a plug-in may give, and where a reading keeps each."""
_TIME_LIMIT = 20.0
_alone = threading.local()


class WasRead(Protocol):
    """A reading: a frozen dataclass with ``document`` and a tuple for each of ``FIELDS``."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def document(self) -> DocumentText:
        """The text."""


R = TypeVar("R", bound=WasRead)


@dataclass(frozen=True, slots=True)
class Named:
    """A plug-in under the name of its entry point; ``entry`` loads its function."""

    name: str
    entry: Callable[[], Suggester]


def with_suggested(reading: R, parts: Sequence[Part], plugins: Iterable[Named] | None = None) -> R:
    """Return a reading with what plug-ins add, by default those that are installed and chosen.

    ``parts`` are (start, end, language) of its text. What a rule found at the same place stays;
    every suggestion of a plug-in carries the rule ``plugin:NAME``. A plug-in that fails, or takes
    too long, adds nothing but a warning.
    """
    for plugin in _chosen() if plugins is None else plugins:
        found, remark = _asked(plugin, reading.document.text, parts)
        reading = _merged(reading, found, remark)
    return reading


def _chosen() -> Iterator[Named]:
    wanted = os.environ.get(CHOSEN)
    for entry in _installed():
        if wanted is None or entry.name in (name.strip() for name in wanted.split(",")):
            yield Named(entry.name, entry.load)


@cache
def _installed() -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: entry.name))


def _asked(
    plugin: Named, text: str, parts: Sequence[Part]
) -> tuple[list[Suggestion], Remark | None]:
    """Return what a plug-in suggests that fits the text, and what went wrong, if anything."""
    _forbid_connections()
    pool = ThreadPool(1)  # its thread ends with the process, also when the plug-in never returns
    try:
        answer = pool.apply_async(_suggestions, (plugin, text, parts))
        seconds = float(os.environ.get(SECONDS, _TIME_LIMIT))
        answer.wait(seconds)
        if not answer.ready():
            return [], Remark.of(TOO_LONG, name=plugin.name, seconds=seconds)
        if not answer.successful():
            return [], Remark.of(FAILED, name=plugin.name)
        given = answer.get()
    finally:
        pool.terminate()
    found = [replace(one, rule=f"{PREFIX}{plugin.name}") for one in given if _fits(one, text)]
    missing = len(given) - len(found)
    return found, Remark.of(NOT_FITTING, name=plugin.name, count=missing) if missing else None


TOO_LONG = "The suggester {name} took longer than {seconds} seconds; its suggestions are left out."
FAILED = "The suggester {name} failed; its suggestions are left out."
NOT_FITTING = "The suggester {name} gave {count} suggestions that do not fit the text: left out."


def _suggestions(plugin: Named, text: str, parts: Sequence[Part]) -> list[Suggestion]:
    _alone.is_suggesting = True
    return list(islice(plugin.entry()(text, parts), MOST))


def _fits(one: Any, text: str) -> bool:
    """Tell whether something from a plug-in, be it whatever it is, stands in the text."""
    return (
        type(one) in FIELDS
        and 0 <= one.start < one.end <= len(text)
        and one.quote == text[one.start : one.end]
    )


def _merged(reading: R, found: Sequence[Suggestion], remark: Remark | None) -> R:
    changes: dict[str, Any] = {}
    for shape, field in FIELDS.items():
        known: Sequence[Suggestion] = getattr(reading, field)
        places = Spans(_Span(*_place(one)) for one in known)
        new = [one for one in found if type(one) is shape and not places.meet(*_place(one))]
        if new:
            changes[field] = tuple(sorted((*known, *new), key=lambda one: (one.start, one.end)))
    if remark is not None:
        warnings = (*reading.document.warnings, remark)
        changes["document"] = replace(reading.document, warnings=warnings)
    return replace(reading, **changes)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def _place(one: Suggestion) -> tuple[int, int]:
    """Return where a suggestion stands; an account is told from others by its act."""
    place = one.act if isinstance(one, AccountSuggestion) else one
    return place.start, place.end


@cache
def _forbid_connections() -> None:
    """Let no thread in which a plug-in works reach for the network, once and for good."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _values: tuple[object, ...]) -> None:
    if event in _REACHING and getattr(_alone, "is_suggesting", False):
        raise PermissionError("A suggester may open no connection: nothing is ever fetched.")


_REACHING = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})
