"""The page that says when the preserved files were last read again, and what was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onrecord.web.site.rights import Right, needs
from onrecord.web.sources import fixity


@needs(Right.AUDIT)
def fixity_checks(request: HttpRequest) -> HttpResponse:
    """Show the accounts of the last checks; they name digests and log entries, no content."""
    reports = fixity.kept()
    return render(request, "sources/checks.html", {"reports": reports, "last": reports[:1]})
