"""How is an estimate made, so that anybody can make it again?"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from onrecord.adapters.read.capture_table import read_capture_lines
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.registry import method_named
from onrecord.core.estimate.result import Estimate as Answer
from onrecord.core.estimate.snapshot import snapshot
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.kernel.remark import Remark
from onrecord.flows.estimate import (
    EstimateRun,
    LeftOut,
    Work,
    collected,
    estimate_strata,
    usual_methods,
    without_each_list,
)
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import ListChoice, table_from_lists
from onrecord.web.site import register
from onrecord.web.site.compartments import general_id
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit

PREFERRED = "loglinear-bic"
"""The method that stands first unless a person chooses another: Ball et al. 2002 chose among
log-linear models; BIC is the criterion that Silverman, Chan and Vincent 2024 recommend."""

MOST_LEFT_OUT = 12
"""Lists up to which the estimate is also made without each of them."""

_LEAST_LISTS = 3

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A table as it was counted, what from, and the compartment of its evidence."""

    table: CaptureHistories
    inputs: list[dict[str, Any]]
    compartment_id: int
    exhibit: Exhibit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks to have estimated, and how.

    ``methods`` names those that run; none means every one that applies. ``told`` hears how many
    methods are done, of how many, and may stop the work by raising.
    """

    title: str
    preferred: str = PREFERRED
    reason: str = ""
    methods: Sequence[str] = ()
    options: Options = field(default_factory=Options)
    told: Told = lambda _done, _all: None


def counted_table(exhibit: Exhibit) -> Counted:
    """Return a preserved table of capture histories (0/1 list columns and a count).

    Raises InputError for a file that is none.
    """
    try:
        text = register.archive().read(exhibit.sha256).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is not UTF-8 text.", file=exhibit.name, remedy="Save it as CSV in UTF-8."
        ) from error
    table = read_capture_lines(exhibit.name, io.StringIO(text, newline=""))[0]
    inputs = [{"source": exhibit.source_id, "list": name, "mentions": None} for name in table.lists]
    return Counted(table, inputs, exhibit.compartment_id, exhibit)


def counted_lists(chosen: Sequence[ListChoice], *, by: Actor) -> Counted:
    """Return the table of named lists of the register, persons counted once over their mentions.

    Raises UsageError for fewer than two lists, for two of one name, and for lists of different
    compartments.
    """
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
    return Counted(table, inputs, _compartment(compartments))


def make(counted: Counted, order: Order, *, by: Actor) -> Estimate:
    """Estimate, and keep the table as it was with every answer.

    Nothing is locked while the methods run. Raises UsageError for a method that does not exist.
    """
    require(by, Right.ESTIMATE)
    run = _run(counted.table, order)
    options = order.options
    return Estimate.objects.create(
        compartment_id=counted.compartment_id,
        made_by_id=by.pk,
        title=order.title,
        exhibit=counted.exhibit,
        inputs=counted.inputs,
        reason=order.reason,
        snapshot=snapshot(counted.table).decode(),
        sha256=run.sha256,
        lists=list(counted.table.lists),
        parameters={**asdict(options), "methods": list(order.methods)},
        preferred=order.preferred,
        result={
            **run.to_dict(),
            "remarks": _remarks(run),
            "left_out": _left_out(counted.table, order),
        },
    )


def _run(table: CaptureHistories, order: Order) -> EstimateRun:
    """Run one method after the other, so that one can see how far it is and stop between two."""
    named = [method_named(name) for name in order.methods] or usual_methods([table])
    names = sorted({order.preferred, *(method.name for method in named)})
    work = Work(told=order.told)
    parts = estimate_strata((table,), names, options=order.options, work=work)
    return collected((table,), parts, options=order.options, name=order.title)


def _left_out(table: CaptureHistories, order: Order) -> list[dict[str, object]]:
    """Return what the preferred method says without each of the lists, first with all of them."""
    if not _LEAST_LISTS <= len(table.lists) <= MOST_LEFT_OUT:
        return []
    rows = without_each_list(table, order.preferred, order.options)
    return [
        {"without": row.left_out, **_numbers(row.estimate), "refused": _stored_refusal(row)}
        for row in rows
    ]


def _numbers(answer: Answer) -> dict[str, object]:
    return {"N": answer.N, "low": answer.low, "high": answer.high, "observed": answer.observed}


def _stored_refusal(row: LeftOut) -> list[object] | None:
    refused = row.estimate.refused
    return None if refused is None else _stored(refused)


def _stored(remark: Remark) -> list[object]:
    plain = remark.to_plain()
    return [plain["template"], plain["params"]]


def _remarks(run: EstimateRun) -> list[dict[str, object]]:
    """Return warnings and refusals as templates with values, to be said in any language."""
    return [
        {
            "warnings": [_stored(remark) for remark in answer.warnings],
            "refused": None if answer.refused is None else _stored(answer.refused),
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
