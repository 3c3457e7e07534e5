"""Has this session shown a second factor, and does what it asks for need one?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import AccessDenied
from onrecord.web.site import install

P = ParamSpec("P")

SHOWN = "second_factor"
"""Key of the session: true once a code or passkey was accepted in it."""


def second_factor_ok(request: HttpRequest) -> bool:
    """Tell whether the session may export and administer.

    A register for trying out asks for no second factor; its pages say that it is one.
    """
    return request.session.get(SHOWN) is True or install.is_demo()


def second_factor(request: HttpRequest) -> None:
    """Raise AccessDenied unless the session has shown a second factor: the guard of exports."""
    if not second_factor_ok(request):
        raise AccessDenied(
            "This needs a second factor.",
            remedy="Set it up under your account, or log in with it.",
        )


def second_factor_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Guard a view: whoever has shown no second factor is led to where it is set up."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if second_factor_ok(request):
            return view(request, *args, **kwargs)
        messages.warning(request, _("Managing accounts needs a second factor. Set it up here."))
        return redirect("accounts:second_factor")

    return guarded
