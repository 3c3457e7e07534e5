"""Which passages do the texts of two sources share, as the checks found them?

What a person decided to be no copy is kept and shown, and joins no origins.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from onrecord.flows.check import COPIED
from onrecord.web.checks.models import Finding, Place
from onrecord.web.checks.selectors import findings
from onrecord.web.checks.sentences import remade
from onrecord.web.site.rights import Actor
from onrecord.web.sources.origins import Cited, Copy
from onrecord.web.sources.selectors import exhibits


@dataclass(frozen=True, slots=True)
class Found:
    """One passage that two sources share, and the finding that says so."""

    finding: Finding
    copy: Copy

    @property
    def is_none(self) -> bool:
        """Tell whether a person decided that neither took it from the other."""
        return bool(self.finding.outcome == "none")  # type: ignore[attr-defined]  # an annotation


def touching(actor: Actor, sources: Collection[int]) -> list[Copy]:
    """Return what the texts of some sources share with any other, unless somebody denied it."""
    return [one.copy for one in _found(actor, sources) if not one.is_none]


def shared_by(actor: Actor, left: int, right: int) -> list[Found]:
    """Return every passage that two sources share, in the order of the left one's text."""
    pair = {left, right}
    found = [one for one in _found(actor, [left]) if set(_sources(one.copy)) == pair]
    turned = [one if _sources(one.copy)[0] == left else _turned(one) for one in found]
    return sorted(turned, key=lambda one: (one.copy.left.text.pk, one.copy.left.start))


def _found(actor: Actor, sources: Collection[int]) -> list[Found]:
    here = Place.objects.filter(finding=OuterRef("pk"), text__source__in=sources)
    rows = {one.pk: one for one in findings(actor).filter(Exists(here), rule=COPIED)}
    places = list(Place.objects.visible_to(actor).filter(finding__in=rows).order_by("pk"))
    seen = {one.pk: one for one in exhibits(actor).filter(pk__in={p.text_id for p in places})}
    cited: dict[int, list[Cited]] = {}
    for place in places:
        if place.text_id in seen:
            cited.setdefault(place.finding_id, []).append(_cited(place, seen[place.text_id]))
    return [
        Found(rows[pk], _copy(rows[pk], *two))
        for pk, two in cited.items()
        if len(two) == 2 and two[0].text.source_id != two[1].text.source_id
    ]


def _cited(place: Place, text: Any) -> Cited:
    url = f"{reverse('coding:read', args=[text.pk])}?at={place.start}"
    return Cited(text=text, start=place.start, end=place.end, url=url)


def _copy(finding: Finding, one: Cited, other: Cited) -> Copy:
    left, right = sorted((one, other), key=lambda cited: cited.text.source_id)
    words = dict(remade(finding.why).params)["words"]
    url = reverse("checks:shared", args=[left.text.source_id, right.text.source_id])
    return Copy(left=left, right=right, words=int(str(words)), url=url)


def _turned(found: Found) -> Found:
    copy = found.copy
    return Found(
        found.finding, Copy(left=copy.right, right=copy.left, words=copy.words, url=copy.url)
    )


def _sources(copy: Copy) -> tuple[int, int]:
    return copy.left.text.source_id, copy.right.text.source_id
