"""Pages of findings: what cannot be true, where it stands, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.checks import selectors, services
from onrecord.web.checks.copies import Found, shared_by
from onrecord.web.checks.forms import VerdictForm
from onrecord.web.checks.long_work import CHECK
from onrecord.web.checks.models import Finding, Verdict
from onrecord.web.checks.sentences import remade
from onrecord.web.checks.side_by_side import side_by_side
from onrecord.web.jobs.answers import lead_on
from onrecord.web.jobs.services import start
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.models import Description
from onrecord.web.sources.selectors import description_of, descriptions, exhibits, text_of


def _outcome(finding: Finding) -> str:
    outcome: str = finding.outcome  # type: ignore[attr-defined]  # an annotation
    if outcome:
        return str(Verdict.outcomes_of(finding)[outcome])
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
    return _page(request, finding, VerdictForm(finding=finding))


@needs(Right.READ)
def shared(request: HttpRequest, left: int, right: int) -> HttpResponse:
    """Show every passage that the texts of two sources share, side by side."""
    actor = actor_of(request)
    found = shared_by(actor, left, right)
    known = {one.source_id: one for one in descriptions(actor).filter(source__in=(left, right))}
    if not found or len(known) < 2:
        raise Http404
    for one in known.values():
        require_reading(actor, one.source)
    for text in {cited.text.pk for one in found for cited in (one.copy.left, one.copy.right)}:
        note("read", "sources_exhibit", text)
    context = {
        "left": known[left],
        "right": known[right],
        "passages": [_side_by_side(one, known) for one in found],
        "counts_once": not all(one.is_none for one in found),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "checks/shared.html", context)


@require_POST
@needs(Right.JUDGE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a finding."""
    finding = _finding(request, pk)
    form = VerdictForm(request.POST, finding=finding)
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


def _side_by_side(found: Found, known: Mapping[int, Description]) -> dict[str, object]:
    cited = (found.copy.left, found.copy.right)
    left, right = (text_of(one.text)[one.start : one.end] for one in cited)
    return {
        "finding": found.finding,
        "words": found.copy.words,
        "is_none": found.is_none,
        "sides": [
            {"title": known[one.text.source_id].title, "url": one.url, "pieces": pieces}
            for one, pieces in zip(cited, side_by_side(left, right), strict=True)
        ],
    }


def _page(request: HttpRequest, finding: Finding, form: VerdictForm) -> HttpResponse:
    actor = actor_of(request)
    history = list(selectors.verdicts(actor, finding))
    places = selectors.places(actor, finding)
    context = {
        "finding": finding,
        "what": said(remade(finding.what)),
        "why": said(remade(finding.why)),
        "settled_by": finding.settled_by and said(remade(finding.settled_by)),
        "places": places,
        "side_by_side": _address_of_pair(places) if finding.is_copy and finding.holds else "",
        "verdict": history[0] if history and not history[0].withdrawn else None,
        "history": history,
        "form": form,
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "checks/one.html", context)


def _address_of_pair(places: Sequence[selectors.Shown]) -> str:
    sources = list(dict.fromkeys(one.text.source_id for one in places if one.text))
    return reverse("checks:shared", args=sources) if len(sources) == 2 else ""


def _finding(request: HttpRequest, pk: int) -> Finding:
    found = selectors.every_finding(actor_of(request)).select_related("compartment")
    return get_object_or_404(found, pk=pk)
