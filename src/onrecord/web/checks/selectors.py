"""Which findings may this person see, and what became of them?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from onrecord.web.accounts.models import Compartment
from onrecord.web.checks.models import Finding, Place, Verdict
from onrecord.web.figures.models import Figure
from onrecord.web.figures.selectors import figures
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import INTERNAL, readable, usable
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits, text_of, titles


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether the finding speaks of just these."""

    words: str
    is_meant: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a finding stands as a page shows it: words of one text, or a figure of the register."""

    title: str
    pieces: tuple[Piece, ...] = ()
    text: Exhibit | None = None
    start: int = 0
    figure: Figure | None = None


def findings(actor: Actor) -> QuerySet[Any]:
    """Return the findings that hold and that this person may see, each with its ``outcome``."""
    verdicts = Verdict.objects.visible_to(actor).current().filter(finding=OuterRef("pk"))
    found = Finding.objects.visible_to(actor).filter(holds=True)
    return found.annotate(outcome=Coalesce(Subquery(verdicts.values("outcome")[:1]), Value("")))


def every_finding(actor: Actor) -> QuerySet[Finding]:
    """Return the findings that this person may see, those that hold no more included."""
    return Finding.objects.visible_to(actor)


def undecided(actor: Actor) -> QuerySet[Any]:
    """Return what waits for a decision: findings that are more than information."""
    return findings(actor).filter(outcome="").exclude(severity="info")


def of_text(actor: Actor, text: Exhibit) -> QuerySet[Any]:
    """Return the findings that speak of a text."""
    here = Place.objects.filter(finding=OuterRef("pk"), text=text)
    return findings(actor).filter(Exists(here))


def about_alone(text: Exhibit) -> set[int]:
    """Return the ids of the findings that hold and speak of this text and of nothing else.

    For the run that judges them anew; it is not a reading for a person.
    """
    here = Place.objects.filter(text=text).values("finding")
    elsewhere = Place.objects.filter(Q(figure__isnull=False) | ~Q(text=text)).values("finding")
    found = Finding.objects.filter(pk__in=here, holds=True).exclude(pk__in=elsewhere)
    return set(found.values_list("pk", flat=True))


def newest_texts(actor: Actor, compartments: Collection[int]) -> list[Exhibit]:
    """Return the newest text read from each file of some compartments."""
    found = usable(exhibits(actor), INTERNAL).filter(
        compartment__in=compartments, derived_from__isnull=False, media_type=TEXT
    )
    newest = {text.derived_from_id: text for text in found.order_by("pk")}
    return list(newest.values())


def compartments(actor: Actor) -> QuerySet[Compartment]:
    """Return the compartments that this person may enter."""
    return Compartment.objects.filter(pk__in=actor.compartment_ids())


def verdicts(actor: Actor, finding: Finding) -> QuerySet[Verdict]:
    """Return every version of the decision about a finding, the newest first."""
    found = Verdict.objects.visible_to(actor).filter(finding=finding)
    return found.select_related("made_by", "finding").order_by("-version")


_AROUND = 160
TEXT = "text/plain"


def places(actor: Actor, finding: Finding) -> list[Shown]:
    """Return the places of a finding that this person may see.

    Places of one text that lie near one another are shown together, with the words around them.
    """
    rows = list(Place.objects.visible_to(actor).filter(finding=finding))
    seen = readable(exhibits(actor), actor)
    texts = {e.pk: e for e in seen.filter(pk__in={row.text_id for row in rows})}
    named = titles(actor)
    stated = figures(actor).filter(stem__in={row.figure for row in rows})
    shown = [
        _excerpt(text, named.get(text.source_id, ""), near)
        for text in texts.values()
        for near in _near(sorted((r.start, r.end) for r in rows if r.text_id == text.pk))
    ]
    return shown + [Shown(title=named.get(f.source_id, ""), figure=f) for f in stated]


def _near(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        if groups and span[0] - groups[-1][-1][1] < 2 * _AROUND:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _excerpt(text: Exhibit, title: str, spans: list[tuple[int, int]]) -> Shown:
    words = text_of(text)
    pieces, at = [], max(0, spans[0][0] - _AROUND)
    for start, end in spans:
        if end > at:
            pieces += [
                Piece(words[at:start], is_meant=False),
                Piece(words[max(at, start) : end], is_meant=True),
            ]
            at = end
    pieces.append(Piece(words[at : at + _AROUND], is_meant=False))
    return Shown(title=title, pieces=tuple(pieces), text=text, start=spans[0][0])
