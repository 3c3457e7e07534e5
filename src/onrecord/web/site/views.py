"""The first page, and the pages for what is not found or fails."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from onrecord.web.site.rights import actor_of
from onrecord.web.site.waiting import everything_waiting


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who is logged in."""
    return render(request, "site/home.html", {"waiting": everything_waiting(actor_of(request))})


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view to people who are not logged in."""
    return login_not_required(view)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """Say that there is nothing here, in the same words whether it is hidden or absent."""
    sentence = _("There is nothing at this address, or you may not see it.")
    return render(request, "site/error.html", {"status": 404, "sentence": sentence}, status=404)


@login_not_required
def fault(request: HttpRequest) -> HttpResponse:
    """Say that the register made a mistake and that nothing was half kept."""
    sentence = _("This is a fault of OnRecord. Nothing was half saved. Please try again.")
    return render(request, "site/error.html", {"status": 500, "sentence": sentence}, status=500)
