"""What happens around every request: language, acting user, errors in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import AccessDenied, Conflict, UserError
from onrecord.web.site.acting import NOBODY, acting_as
from onrecord.web.site.versions import TwoEditors
from onrecord.web.site.words import said_error, stored

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_SEEN = "seen_minute"
_EVERY_MINUTES = 5

# Readers of a neighbouring standard of the same language get Serbian, in the script they ask for.
_NEIGHBOUR = re.compile(r"(?<![\w-])(?:bs|hr|sh|cnr|sr-me)(?:-\w+)*", re.IGNORECASE)


class LanguageOfUser(LocaleMiddleware):
    """The language that the person chose, else what the browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the language of the request."""
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = _NEIGHBOUR.sub(_serbian, asked)
        super().process_request(request)


def _serbian(tag: re.Match[str]) -> str:
    return "sr" if "cyrl" in tag[0].lower() else "sr-latn"


class LoginRequired(LoginRequiredMiddleware):
    """Every page needs an account unless its view says otherwise."""


class ActingUser:
    """The log records what a request does under the name of its user."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under the user's name."""
        name = request.user.get_username() if request.user.is_authenticated else NOBODY
        with acting_as(name):
            return self.get_response(request)


class SessionStaysOpen:
    """A session ends an hour after the person last did something.

    Written at most once in five minutes: a request that only reads does not wait for whoever
    writes just now.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and note that the person is there."""
        if request.user.is_authenticated:
            minute = int(timezone.now().timestamp()) // 60
            if minute - int(request.session.get(_SEEN, 0)) >= _EVERY_MINUTES:
                request.session[_SEEN] = minute
        return self.get_response(request)


class ErrorsInWords:
    """An error that the user can mend becomes a page that says what, where and what next."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Turn a user error into a page; leave every other exception alone."""
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            sentence = _("Somebody is writing a large list just now. Try again in a minute.")
            return render(
                request, "site/error.html", {"status": 503, "sentence": sentence}, status=503
            )
        if not isinstance(exception, UserError):
            return None
        status = 400
        context: dict[str, object] = {"sentence": said_error(exception)}
        if isinstance(exception, AccessDenied):
            status = 403
        elif isinstance(exception, Conflict):
            status = 409
            context["again"] = _page_before(request)
        if isinstance(exception, TwoEditors):
            context["differences"] = [
                (capfirst(name), *map(stored, values)) for name, *values in exception.differences()
            ]
            context["theirs"] = exception.theirs
        return render(request, "site/error.html", {**context, "status": status}, status=status)


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours from which the request came; the first page where unknown."""
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return before
    return reverse("home")
