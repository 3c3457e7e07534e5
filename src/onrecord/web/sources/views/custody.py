"""The page on which a person records that files were handed on, returned or withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources import selectors, services
from onrecord.web.sources.forms import CustodyForm


@needs(Right.CODE)
def custody_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one event of custody for one file of a source, or for all of them."""
    actor = actor_of(request)
    source = get_object_or_404(selectors.sources(actor), pk=pk)
    exhibits = list(selectors.exhibits(actor).filter(source=source).order_by("pk"))
    form = CustodyForm(request.POST or None, exhibits=exhibits)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("exhibit")
        services.hand_on(
            [one for one in exhibits if chosen in {None, one.pk}], by=actor, **form.cleaned_data
        )
        return redirect("sources:one", pk=source.pk)
    description = selectors.description_of(source)
    context = {"form": form, "source": source, "description": description}
    return render(request, "sources/custody.html", context)
