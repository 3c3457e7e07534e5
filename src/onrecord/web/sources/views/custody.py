"""The pages on which a person records what happened outside: a handover, a working copy."""

from __future__ import annotations

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources import selectors, services
from onrecord.web.sources.forms import CopyForm, CustodyForm


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


@needs(Right.CODE)
def add_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a working copy of a file, such as a redacted one; the original stays as it is."""
    actor = actor_of(request)
    exhibit = get_object_or_404(selectors.exhibits(actor), pk=pk)
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, said = form.cleaned_data["file"], form.cleaned_data
        services.keep_copy(
            exhibit,
            upload.file,
            kind=said["kind"],
            name=upload.name,
            media_type=mimetypes.guess_type(upload.name)[0] or "",
            by=actor,
            tool=said["tool"],
            version=said["version"],
            parameters={"done": said["settings"]},
            reason=said["settings"],
        )
        return redirect("sources:one", pk=exhibit.source_id)
    context = {"form": form, "exhibit": exhibit}
    return render(request, "sources/copy.html", context)
