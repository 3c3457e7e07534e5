"""Which long work do statisticians ask for? Estimates: some methods draw for a minute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.profile import IntervalMethod
from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import User
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import ListChoice, table_exhibits
from onrecord.web.estimates.services import Counted, Order, counted_lists, counted_table, make
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.jobs.services import start
from onrecord.web.site.ids import new_id
from onrecord.web.site.rights import Actor, Right

ESTIMATE = "estimate"

Asked = Mapping[str, Any]
"""What is asked for, as JSON holds it: ``exhibit`` or ``lists``, and how; see ``order_of``."""


def ask(asked: Asked, *, by: Actor) -> Job:
    """Ask for an estimate as long work; what cannot be counted is refused at once.

    Raises InputError for a file that is no table, UsageError for lists that cannot be joined.
    """
    counted = _counted(asked, by)
    order_of(asked)
    return start(
        ESTIMATE,
        # Each is work of its own, also where the same is asked for twice.
        new_id(),
        title=str(asked["title"]),
        compartment_id=counted.compartment_id,
        by=by,
        arguments=asked,
    )


def asked_again(estimate: Estimate) -> dict[str, Any]:
    """Return what an estimate was asked for by, to be asked once more."""
    inputs = [(one["source"], one["list"], one["mentions"]) for one in estimate.inputs]
    settings = {key: value for key, value in estimate.parameters.items() if key != "methods"}
    return {
        "exhibit": estimate.exhibit_id,
        "lists": [] if estimate.exhibit_id else inputs,
        "title": estimate.title,
        "preferred": estimate.preferred,
        "reason": estimate.reason,
        "methods": estimate.parameters.get("methods", []),
        "options": settings,
    }


def order_of(asked: Asked, tell: Tell = lambda _done, _all: None) -> Order:
    """Return what is asked for; raises UsageError for settings out of range."""
    settings = dict(asked.get("options") or {})
    if "interval" in settings:
        settings["interval"] = IntervalMethod(settings["interval"])
    if settings.get("expansion"):
        low, high = settings["expansion"]
        settings["expansion"] = (low, high)
    return Order(
        title=asked["title"],
        preferred=asked["preferred"],
        reason=asked["reason"],
        methods=tuple(asked.get("methods") or ()),
        options=Options(**settings),
        told=tell,
    )


def _counted(asked: Asked, by: Actor) -> Counted:
    if not asked.get("exhibit"):
        return counted_lists([ListChoice(*one) for one in asked["lists"]], by=by)
    exhibit = table_exhibits(by).filter(pk=asked["exhibit"]).first()
    if exhibit is None:
        raise UsageError("The file is not there any more, or you may not see it.")
    return counted_table(exhibit)


def _estimate(job: Job, who: User, tell: Tell) -> str:
    made = make(_counted(job.arguments, who), order_of(job.arguments, tell), by=who)
    return reverse("estimates:one", args=[made.pk])


KINDS = {ESTIMATE: Kind(label=_("Make an estimate"), right=Right.ESTIMATE, run=_estimate)}
