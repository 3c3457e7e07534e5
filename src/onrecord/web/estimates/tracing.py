"""From the number of an estimate, which steps lead back to its evidence?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onrecord.core.publish.trace import Step
from onrecord.web.estimates.models import Estimate
from onrecord.web.site.rights import Actor
from onrecord.web.site.words import number_text, shown
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits, titles


def trace_of(actor: Actor, estimate: Estimate) -> Step:
    """Return the trace: number, run, table, lists, files; only what this person may see."""
    first = estimate.first()
    detail = _("by {method}, version {version}, seed {seed}").format(
        method=first["method"] if first else estimate.preferred,
        version=estimate.result["version"],
        seed=estimate.parameters.get("seed") or "–",
    )
    return Step(
        title=shown(estimate.number()),
        detail=detail,
        address=reverse("estimates:one", args=[estimate.pk]),
        rests_on=(_table(actor, estimate),),
    )


def _table(actor: Actor, estimate: Estimate) -> Step:
    lists = _from_file(actor, estimate) if estimate.exhibit_id else _from_lists(actor, estimate)
    return Step(
        title=_("The table as it was"),
        detail=f"SHA-256 {estimate.sha256}",
        address=reverse("estimates:one", args=[estimate.pk]) + "#table",
        rests_on=lists,
    )


def _from_file(actor: Actor, estimate: Estimate) -> tuple[Step, ...]:
    exhibit = exhibits(actor).filter(pk=estimate.exhibit_id or 0).first()
    return (_file(exhibit, titles(actor)),) if exhibit else ()


def _from_lists(actor: Actor, estimate: Estimate) -> tuple[Step, ...]:
    names = titles(actor)
    steps = []
    for item in estimate.inputs:
        if item["source"] not in names:
            continue
        count = item["mentions"]
        files = exhibits(actor).filter(source_id=item["source"], derived_from=None)
        detail = ngettext("{count} mention", "{count} mentions", count)
        steps.append(
            Step(
                title=_("List {name}").format(name=item["list"]),
                detail=detail.format(count=number_text(count)),
                address=f"{reverse('people:mentions')}?list={item['list']}",
                rests_on=tuple(_file(exhibit, names) for exhibit in files),
            )
        )
    return tuple(steps)


def _file(exhibit: Exhibit, names: dict[int, str]) -> Step:
    return Step(
        title=f"{names.get(exhibit.source_id, '')}: {exhibit.name}",
        detail=f"SHA-256 {exhibit.sha256}",
        address=reverse("sources:one", args=[exhibit.source_id]),
        evidence=True,
    )
