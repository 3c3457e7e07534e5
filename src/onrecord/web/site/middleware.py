"""What happens around every request: language, acting user, errors in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import AccessDenied, Conflict, UserError
from onrecord.web.site.acting import NOBODY, acting_as

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Browsers that ask for a neighbouring standard of the same language get Serbian in Latin script.
_NEAREST = {"bs": "sr-latn", "hr": "sr-latn", "sh": "sr-latn", "sr-me": "sr-latn", "cnr": "sr-latn"}


class LanguageOfUser(LocaleMiddleware):
    """The language that the person chose, else what the browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the language of the request."""
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        first = asked.split(",")[0].split(";")[0].strip().lower()
        nearest = _NEAREST.get(first) or _NEAREST.get(first.split("-")[0])
        if nearest:
            request.META["HTTP_ACCEPT_LANGUAGE"] = nearest
        super().process_request(request)


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
        if not isinstance(exception, UserError):
            return None
        status = {AccessDenied: 403, Conflict: 409}.get(type(exception), 400)
        context = {"status": status, "sentence": in_words(exception)}
        return render(request, "site/error.html", context, status=status)


def in_words(error: UserError) -> str:
    """Return the sentence of an error in the language of the request."""
    message = _(error.template)
    message = message.format(**error.params) if error.params else message
    return f"{message} {_(error.remedy)}" if error.remedy else message
