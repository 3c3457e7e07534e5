"""Which version of a record did the page show from which a form was sent?"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from onrecord.web.site.models import Versioned

V = TypeVar("V", bound=Versioned)

_MOST_DIGITS = 19


def shown_version(request: HttpRequest, rows: QuerySet[V], field: str = "version") -> V:
    """Return that one of ``rows`` whose id the form sent back, 404 where it is none of them.

    It is the version that the person saw, not the newest: a change in between is a conflict.
    """
    return get_object_or_404(rows, pk=sent_number(request, field))


def sent_number(request: HttpRequest, field: str) -> int:
    """Return the id that a form sent back; 0, which nothing has, where it is no id."""
    sent = request.POST.get(field, "")
    return int(sent) if sent.isdecimal() and len(sent) <= _MOST_DIGITS else 0
