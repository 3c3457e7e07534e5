"""Pages of findings: what cannot be true, where it stands, and what people decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.checks import selectors, services
from onrecord.web.checks.forms import VerdictForm
from onrecord.web.checks.long_work import CHECK
from onrecord.web.checks.models import Finding, Verdict
from onrecord.web.checks.sentences import remade
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.services import start
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.selectors import description_of, exhibits


def _outcome(finding: Finding) -> str:
    outcome: str = finding.outcome  # type: ignore[attr-defined]  # an annotation
    if outcome:
        return str(Verdict.OUTCOMES[outcome])
    return "" if finding.severity == "info" else _("not decided")


_COLUMNS = (
    Column(
        "what",
        gettext_lazy("Finding"),
        lambda finding: said(remade(finding.what)),
        link=lambda finding: reverse("checks:one", args=[finding.pk]),
    ),
    Column("why", gettext_lazy("Why"), lambda finding: said(remade(finding.why))),
    Column(
        "severity",
        gettext_lazy("Severity"),
        lambda finding: finding.get_severity_display(),
        sort="rank",
    ),
    Column(
        "sureness",
        gettext_lazy("Sureness"),
        lambda finding: finding.get_sureness_display(),
        sort="sureness",
    ),
    Column("check", gettext_lazy("Check"), lambda finding: finding.rule, sort="rule"),
    Column("outcome", gettext_lazy("Decision"), _outcome, sort="outcome"),
    Column("compartment", gettext_lazy("Compartment"), lambda finding: finding.compartment),
)
_OUTCOMES = (("open", gettext_lazy("not decided")), *Verdict.OUTCOMES.items())


def _listing(rows: QuerySet[Any], extra: dict[str, object]) -> Listing:
    return Listing(
        rows=rows,
        columns=_COLUMNS,
        filters=(
            Filter(
                "severity",
                _("Severity"),
                lambda rows, value: rows.filter(severity=value),
                list(Finding.SEVERITIES.items()),
            ),
            Filter("check", _("Check"), lambda rows, value: rows.filter(rule__icontains=value)),
            Filter(
                "outcome",
                _("Decision"),
                lambda rows, value: (
                    rows.filter(outcome="").exclude(severity="info")
                    if value == "open"
                    else rows.filter(outcome=value)
                ),
                _OUTCOMES,
            ),
        ),
        sort="severity",
        name="findings",
        exported=lambda count: note("export", "checks_finding", fields=f"rows={count}"),
        extra=extra,
    )


@needs(Right.READ)
def finding_list(request: HttpRequest) -> HttpResponseBase:
    """List what the checks found, the gravest first."""
    actor = actor_of(request)
    rows = selectors.findings(actor).select_related("compartment")
    can_run = has_right(actor, Right.CODE)
    found = selectors.compartments(actor) if can_run else ()
    return _listing(rows, {"compartments": found}).response(request, "checks/list.html")


@needs(Right.READ)
def of_text(request: HttpRequest, pk: int) -> HttpResponseBase:
    """List what the checks found in one text; ``post`` checks it anew."""
    actor = actor_of(request)
    text = get_object_or_404(exhibits(actor), pk=pk, derived_from__isnull=False)
    require_reading(actor, text.source)
    if request.method == "POST":
        services.check_text(text, by=actor)
        return redirect("checks:text", pk=pk)
    extra = {
        "text": text,
        "description": description_of(text.source),
        "may_run": has_right(actor, Right.CODE),
    }
    rows = selectors.of_text(actor, text).select_related("compartment")
    return _listing(rows, extra).response(request, "checks/text.html")


@require_POST
@needs(Right.CODE)
def run(request: HttpRequest, compartment: int) -> HttpResponseBase:
    """Check everything in one compartment."""
    actor = actor_of(request)
    found = get_object_or_404(selectors.compartments(actor), pk=compartment)
    job = start(CHECK, found.pk, title=str(found), compartment_id=found.pk, by=actor)
    return lead_on(job)


@needs(Right.READ)
def one_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding: what, why, where, how sure, what would settle it, what was decided."""
    finding = _finding(request, pk)
    note("read", "checks_finding", finding.pk)
    return _page(request, finding, VerdictForm())


@require_POST
@needs(Right.JUDGE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a finding."""
    finding = _finding(request, pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, finding, form)
    said_so = form.cleaned_data
    services.decide(finding, said_so["outcome"], by=actor_of(request), reason=said_so["reason"])
    messages.success(request, _("The decision is kept. It can be undone."))
    return redirect("checks:one", pk=pk)


@require_POST
@needs(Right.JUDGE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision about a finding back."""
    actor, finding = actor_of(request), _finding(request, pk)
    verdict = shown_version(request, selectors.verdicts(actor, finding))
    services.undo(verdict, by=actor, reason=request.POST.get("reason", ""))
    return redirect("checks:one", pk=pk)


def _page(request: HttpRequest, finding: Finding, form: VerdictForm) -> HttpResponse:
    actor = actor_of(request)
    history = list(selectors.verdicts(actor, finding))
    context = {
        "finding": finding,
        "what": said(remade(finding.what)),
        "why": said(remade(finding.why)),
        "settled_by": finding.settled_by and said(remade(finding.settled_by)),
        "places": selectors.places(actor, finding),
        "verdict": history[0] if history and not history[0].withdrawn else None,
        "history": history,
        "form": form,
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "checks/one.html", context)


def _finding(request: HttpRequest, pk: int) -> Finding:
    found = selectors.every_finding(actor_of(request)).select_related("compartment")
    return get_object_or_404(found, pk=pk)
