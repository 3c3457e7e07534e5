"""How one logs in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from onrecord.web.accounts import entrance, links
from onrecord.web.accounts.forms import CodeForm, LoginForm
from onrecord.web.accounts.models import User
from onrecord.web.accounts.throttle import TooManyAttempts
from onrecord.web.site import install, languages
from onrecord.web.site.words import said_error


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password."""
    target = entrance.safe_target(request, request.GET.get("next", ""))
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(target)
        return render(request, "accounts/login.html", {"form": LoginForm()})
    form = LoginForm(request.POST)
    status = 200
    if form.is_valid():
        try:
            user = entrance.by_password(request, **form.cleaned_data)
        except TooManyAttempts as error:
            form.add_error(None, said_error(error))
            status = 429
        else:
            if user is not None:
                return _stepped_in(request, user, via="password", target=target)
            form.add_error(None, _("User name and password do not belong together."))
    return render(request, "accounts/login.html", {"form": form}, status=status)


@login_not_required
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever has shown the first factor for the second."""
    user = entrance.waiting_user(request)
    if user is None:
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            target = _second_factor(request, user, **form.cleaned_data)
        except TooManyAttempts as error:
            form.add_error(None, said_error(error))
            status = 429
        else:
            if target is not None:
                return _in_own_language(redirect(target), user)
            form.add_error(None, _("This is not right, or was used already."))
    context = {"form": form, "passkey_options": entrance.ask_passkey(request, user)}
    return render(request, "accounts/second_step.html", context, status=status)


@login_not_required
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a session with a login link. Looking at it does not use it up: mail programs look."""
    if request.method == "POST":
        user = entrance.by_link(request, token)
        if user is not None:
            chosen = user.has_usable_password() or install.is_demo()
            target = "home" if chosen else "accounts:password"
            return _stepped_in(request, user, via="link", target=target)
    owner = links.owner_of(token)
    status = 200 if owner else 410
    return render(request, "accounts/link.html", {"owner": owner}, status=status)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    entrance.leave(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _second_factor(request: HttpRequest, user: User, *, code: str, answer: str) -> str | None:
    if answer:
        return entrance.by_passkey(request, user, answer)
    return entrance.by_code(request, user, code)


def _stepped_in(request: HttpRequest, user: User, *, via: str, target: str) -> HttpResponse:
    if entrance.step_in(request, user, via=via, target=target):
        return _in_own_language(redirect(target), user)
    return redirect("accounts:second_step")


def _in_own_language(response: HttpResponse, user: User) -> HttpResponse:
    if user.language:
        languages.remember(response, user.language)
    return response
