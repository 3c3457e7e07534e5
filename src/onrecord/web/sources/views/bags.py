"""The page that makes a submission bag: what would go, what is left out and why, the download."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onrecord import __version__
from onrecord.core.document.custody import PURPOSES
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.bag import Order
from onrecord.web.site.rights import Right, actor_of, needs, require_export
from onrecord.web.sources import bagging, selectors
from onrecord.web.sources.forms import BagForm
from onrecord.web.sources.models import Consent

MOST = 2_000
"""Sources in one bag from the page; the command line makes larger ones."""
_SHOWN = 200
_MOST_DIGITS, _LARGEST = 19, 2**63 - 1
_RULINGS = {
    "withdrawn": _("The source was withdrawn."),
    "refused": _("Consent to this use was refused or withdrawn."),
    "missing": _("No consent to this use is recorded."),
}


@needs(Right.EXPORT)
def bag(request: HttpRequest) -> HttpResponseBase:
    """Show what would go into a bag, and on sending the form let it flow as a ZIP."""
    require_export(request)
    actor, sent = actor_of(request), request.POST if request.method == "POST" else request.GET
    ids, purpose = _ids(sent), _purpose(sent)
    if selectors.sources(actor).filter(pk__in=ids).count() < len(set(ids)):
        raise Http404
    asked_for = len(ids) or selectors.descriptions(actor).count()
    if asked_for > MOST:
        raise UsageError(
            "These are more sources than one bag from this page may hold.",
            value=asked_for,
            remedy="Choose fewer, or use the command line: onrecord bag.",
        )
    found = bagging.plan(actor, ids or None, purpose)
    form = BagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order = Order(
            now=timezone.now(),
            tool=f"onrecord {__version__}",
            purpose=purpose,
            recipient=form.cleaned_data["recipient"],
            organisation=form.cleaned_data["organisation"],
        )
        name, stream = bagging.stream_bag(
            found, order, by=actor, reason=form.cleaned_data["reason"]
        )
        response = StreamingHttpResponse(stream, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
        return response
    context = {
        "form": form,
        "ids": ids,
        "purpose": purpose,
        "purposes": [(one, Consent.PURPOSES[one]) for one in PURPOSES],
        "going": found.going[:_SHOWN],
        "going_count": len(found.going),
        "staying": [(one, _why(one)) for one in found.staying[:_SHOWN]],
        "staying_count": len(found.staying),
        "shown": _SHOWN,
    }
    return render(request, "sources/bag.html", context)


def _why(one: bagging.Chosen) -> object:
    """Return in the reader's language why a source stays."""
    if "withdrawn" in one.ruling.reason:
        return _RULINGS["withdrawn"]
    return _RULINGS["refused" if "refused" in one.ruling.reason else "missing"]


def _ids(sent: QueryDict) -> list[int]:
    """Return the sources that were named; none means all that the person may see."""
    named = sent.getlist("source")
    ids = [int(word) for word in named if word.isdecimal() and len(word) <= _MOST_DIGITS]
    if len(ids) < len(named) or len(ids) > MOST or any(one > _LARGEST for one in ids):
        raise Http404
    return ids


def _purpose(sent: QueryDict) -> str:
    purpose = sent.get("purpose", PURPOSES[0])
    return purpose if purpose in PURPOSES else PURPOSES[0]
