"""One's own account: password, language, second factor."""

from __future__ import annotations

from typing import cast

import qrcode
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage

from onrecord.core.kernel.errors import AccessDenied, UserError
from onrecord.web.accounts import entrance, factors, gate, passkeys, selectors, services
from onrecord.web.accounts.forms import LanguageForm, PasskeyForm, PasswordForm, SetUpForm
from onrecord.web.accounts.models import User
from onrecord.web.site import languages
from onrecord.web.site.words import said_error

_WAITING = "new_totp"
_ADDING = "passkey_adding"


def me(request: HttpRequest) -> HttpResponse:
    """Show what one's account may do, and choose its language."""
    user = _user(request)
    form = LanguageForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        services.choose_language(user, language, by=user)
        with override(language):
            messages.success(request, _("Your pages speak this language from now on."))
        response = redirect("accounts:me")
        languages.remember(response, language)
        return response
    context = {
        "form": form,
        "compartments": user.compartments.all(),
        "has_second_factor": selectors.has_second_factor(user),
        "changes": selectors.changes(user, user),
    }
    return render(request, "accounts/me.html", context)


@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; every other session of the account ends."""
    user = _user(request)
    form = PasswordForm(request.POST or None, ask_current=_asks_password(request))
    if request.method == "POST" and form.is_valid() and _chose_password(request, user, form):
        update_session_auth_hash(request, user)
        request.session[entrance.VIA_LINK] = False
        messages.success(request, _("The password is changed. Your other sessions ended."))
        return redirect("accounts:me")
    return render(request, "accounts/password.html", {"form": form})


@never_cache
@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show one's second factors, and set up an authenticator app."""
    user = _user(request)
    form = SetUpForm(request.POST or None)
    if not _asks_password_for_factor(request):
        del form.fields["current"]
    if request.method == "POST" and form.is_valid():
        try:
            codes = _set_up(request, user, form)
        except UserError as error:
            form.add_error(None, said_error(error))
        else:
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
    return _second_factor_page(request, user, form, PasskeyForm())


@require_POST
@never_cache
@sensitive_post_parameters()
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    user = _user(request)
    form = PasskeyForm(request.POST)
    if form.is_valid():
        try:
            codes = _add_passkey(request, user, form)
        except UserError as error:
            form.add_error(None, said_error(error))
        else:
            if codes:
                return render(request, "accounts/recovery_codes.html", {"codes": codes})
            return redirect("accounts:second_factor")
    return _second_factor_page(request, user, SetUpForm(), form)


@require_POST
@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    user = _user(request)
    _require_shown(request, user)
    codes = factors.new_recovery_codes(user, by=user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@require_POST
def remove_factor(request: HttpRequest) -> HttpResponse:
    """Remove the authenticator app, or the passkey that is named."""
    user = _user(request)
    _require_shown(request, user)
    chosen = request.POST.get("passkey", "")
    if chosen.isdecimal():
        passkeys.remove(user, get_object_or_404(user.passkeys, pk=int(chosen)), by=user)
    else:
        factors.remove(user, by=user)
    return redirect("accounts:second_factor")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _asks_password(request: HttpRequest) -> bool:
    return _user(request).has_usable_password() and not request.session.get(entrance.VIA_LINK)


def _asks_password_for_factor(request: HttpRequest) -> bool:
    return _asks_password(request) and request.session.get(gate.SHOWN) is not True


def _chose_password(request: HttpRequest, user: User, form: PasswordForm) -> bool:
    values = form.cleaned_data
    try:
        if values["password"] != values["again"]:
            form.add_error("again", _("The two passwords differ."))
        elif not entrance.confirms_password(request, user, values.get("current", "")):
            form.add_error("current", _("This is not your current password."))
        else:
            services.set_own_password(user, values["password"], by=user)
    except UserError as error:
        form.add_error(None, said_error(error))
    return form.is_valid()


def _set_up(request: HttpRequest, user: User, form: SetUpForm) -> list[str]:
    _confirm(request, user, form.cleaned_data.get("current", ""))
    secret = _secret_in(request, user)
    codes = factors.set_up(user, secret, form.cleaned_data["code"], by=user)
    request.session.pop(_WAITING, None)
    request.session[gate.SHOWN] = True
    return codes


def _add_passkey(request: HttpRequest, user: User, form: PasskeyForm) -> list[str]:
    values = form.cleaned_data
    _confirm(request, user, values.get("current", ""))
    state = request.session.pop(_ADDING, None) or {}
    codes = passkeys.add(
        user,
        values["name"],
        values["answer"],
        state,
        origin=entrance.origin_of(request),
        by=user,
    )
    request.session[gate.SHOWN] = True
    return codes


def _confirm(request: HttpRequest, user: User, current: str) -> None:
    """Refuse a factor that somebody else adds in a session that was left open."""
    _require_shown(request, user)
    if _asks_password_for_factor(request) and not entrance.confirms_password(
        request, user, current
    ):
        raise AccessDenied("This is not your current password.")


def _require_shown(request: HttpRequest, user: User) -> None:
    if selectors.has_second_factor(user) and request.session.get(gate.SHOWN) is not True:
        raise AccessDenied(
            "This needs a second factor.", remedy="Log out and log in again with it."
        )


def _second_factor_page(
    request: HttpRequest, user: User, form: SetUpForm, passkey_form: PasskeyForm
) -> HttpResponse:
    user = User.objects.get(pk=user.pk)
    if not _asks_password_for_factor(request):
        for shown in (form, passkey_form):
            shown.fields.pop("current", None)
    origin = entrance.origin_of(request)
    context: dict[str, object] = {
        "form": form,
        "passkey_form": passkey_form,
        "has_app": hasattr(user, "totp"),
        "passkeys": user.passkeys.order_by("pk"),
        "codes_left": factors.recovery_codes_left(user),
        "passkeys_possible": passkeys.possible(origin),
    }
    if passkeys.possible(origin):
        challenge = passkeys.begin_adding(user, origin)
        request.session[_ADDING] = challenge.state
        context["passkey_options"] = challenge.options
    if not hasattr(user, "totp"):
        secret = _secret_in(request, user)
        context["letters"] = secret.letters()
        context["qr"] = _qr(secret.address(user))
    return render(request, "accounts/second_factor.html", context)


def _secret_in(request: HttpRequest, user: User) -> factors.NewSecret:
    """Return the secret that waits in the session; the page may be loaded twice."""
    if _WAITING not in request.session:
        request.session[_WAITING] = factors.NewSecret.make().sealed(user)
    return factors.NewSecret.unsealed(request.session[_WAITING], user)


def _qr(text: str) -> SafeString:
    image = qrcode.make(text, image_factory=SvgPathImage, border=2)
    # The library draws it from the address that we made; nobody's words are in its markup.
    return mark_safe(str(image.to_string(encoding="unicode")))  # noqa: S308 - see above
