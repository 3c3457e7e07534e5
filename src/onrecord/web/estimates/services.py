"""How is an estimate made, so that anybody can make it again?"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from onrecord.adapters.read.capture_table import read_capture_lines
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.snapshot import snapshot
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.estimate import EstimateRun, estimate
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import ListChoice, table_from_lists
from onrecord.web.site import register
from onrecord.web.site.compartments import general_id
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit

PREFERRED = "loglinear-bic"
"""The method that stands first unless a person chooses another: Ball et al. 2002 chose among
log-linear models; BIC is the criterion that Silverman, Chan and Vincent 2024 recommend."""


def estimate_table(
    exhibit: Exhibit,
    *,
    title: str,
    by: Actor,
    preferred: str = PREFERRED,
    reason: str = "",
    options: Options | None = None,
) -> Estimate:
    """Estimate from a preserved table of capture histories (0/1 list columns and a count)."""
    require(by, Right.ESTIMATE)
    try:
        text = register.archive().read(exhibit.sha256).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is not UTF-8 text.", file=exhibit.name, remedy="Save it as CSV in UTF-8."
        ) from error
    table = read_capture_lines(exhibit.name, io.StringIO(text, newline=""))[0]
    inputs = [{"source": exhibit.source_id, "list": name, "mentions": None} for name in table.lists]
    return _keep(
        table,
        {"title": title, "exhibit": exhibit, "inputs": inputs, "reason": reason},
        compartment_id=exhibit.compartment_id,
        by=by,
        preferred=preferred,
        options=options or Options(),
    )


def estimate_lists(
    chosen: Sequence[ListChoice],
    *,
    title: str,
    by: Actor,
    preferred: str = PREFERRED,
    reason: str = "",
    options: Options | None = None,
) -> Estimate:
    """Estimate from named lists of the register, persons counted once over their mentions."""
    require(by, Right.ESTIMATE)
    names = [choice.name for choice in chosen]
    if len(set(names)) != len(names):
        raise UsageError(
            "Two of the lists have the same name.", remedy="Rename one in its mapping."
        )
    if len(names) < 2:
        raise UsageError("An estimate needs at least two lists.", remedy="Choose more lists.")
    table, _behind, compartments = table_from_lists(by, chosen)
    inputs = [
        {"source": choice.source_id, "list": choice.name, "mentions": choice.mentions}
        for choice in chosen
    ]
    return _keep(
        table,
        {"title": title, "inputs": inputs, "reason": reason},
        compartment_id=_compartment(compartments),
        by=by,
        preferred=preferred,
        options=options or Options(),
    )


@transaction.atomic
def _keep(
    table: CaptureHistories,
    values: dict[str, Any],
    *,
    compartment_id: int,
    by: Actor,
    preferred: str,
    options: Options,
) -> Estimate:
    run = estimate(table, options=options, name=values["title"])
    return Estimate.objects.create(
        compartment_id=compartment_id,
        made_by_id=by.pk,
        snapshot=snapshot(table).decode(),
        sha256=run.sha256,
        lists=list(table.lists),
        parameters={
            "level": options.level,
            "order": options.order,
            "interval": str(options.interval),
            "seed": options.seed,
        },
        preferred=preferred,
        result={**run.to_dict(), "remarks": _remarks(run)},
        **values,
    )


def _remarks(run: EstimateRun) -> list[dict[str, object]]:
    """Return warnings and refusals as templates with values, to be said in any language."""
    return [
        {
            "warnings": [[w.template, dict(w.params)] for w in answer.warnings],
            "refused": [answer.refused.template, dict(answer.refused.params)]
            if answer.refused
            else None,
        }
        for answer in run.estimates
    ]


def _compartment(compartments: set[int]) -> int:
    restricted = compartments - {general_id()}
    if len(restricted) > 1:
        raise UsageError(
            "The lists lie in different compartments.",
            remedy="Estimate from lists of one compartment, or of it and the general one.",
        )
    found = next(iter(restricted or compartments), None)
    if found is None:
        raise UsageError("The lists name nobody.", remedy="Import the lists first.")
    return found
