"""Everybody's accounts, for those who administer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import UserError
from onrecord.web.accounts import factors, links, selectors, services
from onrecord.web.accounts.forms import ChangeForm, CompartmentForm, ReasonForm, UserForm
from onrecord.web.accounts.gate import second_factor_required
from onrecord.web.accounts.models import User
from onrecord.web.audit.services import note
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import ROLE_LABELS, Right, actor_of, needs
from onrecord.web.site.words import said_error

_FORMS = ("link", "reset", "factors")
_IN_USE = (("yes", gettext_lazy("in use")), ("no", gettext_lazy("not in use")))


def _address(user: User) -> str:
    return reverse("accounts:user", args=[user.pk])


_COLUMNS = (
    Column(
        "username",
        gettext_lazy("User name"),
        lambda user: user.username,
        sort="username",
        link=_address,
    ),
    Column("full_name", gettext_lazy("Full name"), lambda u: u.full_name, sort="full_name"),
    Column("role", gettext_lazy("Role"), lambda user: user.get_role_display(), sort="role"),
    Column(
        "compartments",
        gettext_lazy("Compartments"),
        lambda user: ", ".join(str(compartment) for compartment in user.compartments.all()),
    ),
    Column(
        "in_use",
        gettext_lazy("In use"),
        lambda user: dict(_IN_USE)["yes" if user.is_active else "no"],
    ),
    Column(
        "last_login",
        gettext_lazy("Last login"),
        lambda user: user.last_login and user.last_login.date(),
    ),
)
_FILTERS = (
    Filter(
        "q",
        gettext_lazy("Name"),
        lambda rows, text: (
            rows.filter(username__icontains=text) | rows.filter(full_name__icontains=text)
        ),
    ),
    Filter(
        "role",
        gettext_lazy("Role"),
        lambda rows, role: rows.filter(role=role),
        [(role.value, label) for role, label in ROLE_LABELS.items()],
    ),
    Filter(
        "in_use",
        gettext_lazy("In use"),
        lambda rows, value: rows.filter(is_active=value == "yes"),
        _IN_USE,
    ),
)


@needs(Right.ADMINISTER)
@second_factor_required
def users(request: HttpRequest) -> HttpResponseBase:
    """List the accounts."""
    return Listing(
        rows=selectors.users(actor_of(request)).prefetch_related("compartments"),
        columns=_COLUMNS,
        filters=_FILTERS,
        sort="username",
        name="users",
        exported=lambda count: note("export", "accounts_user", fields=f"rows={count}"),
    ).response(request, "accounts/users.html")


@needs(Right.ADMINISTER)
@second_factor_required
def add_user(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    actor = actor_of(request)
    form = UserForm(request.POST or None, compartments=selectors.compartments(actor))
    if request.method == "POST" and form.is_valid():
        try:
            user = services.create_user(by=actor, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, said_error(error))
        else:
            return redirect("accounts:user", pk=user.pk)
    return render(request, "accounts/add_user.html", {"form": form})


@needs(Right.ADMINISTER)
@second_factor_required
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account, and change its role, compartments and whether it is in use."""
    actor = actor_of(request)
    account = get_object_or_404(selectors.users(actor), pk=pk)
    form = ChangeForm(
        request.POST or None,
        compartments=selectors.compartments(actor),
        initial={
            "role": account.role,
            "compartments": account.compartments.all(),
            "is_active": account.is_active,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_account(account, by=actor, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, said_error(error))
        else:
            messages.success(request, _("The account is changed."))
            return redirect("accounts:user", pk=pk)
    return render(request, "accounts/user.html", _about(request, account, form))


@require_POST
@needs(Right.ADMINISTER)
@second_factor_required
@never_cache
def user_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Make a login link, reset a password, or remove lost second factors."""
    account = get_object_or_404(selectors.users(actor_of(request)), pk=pk)
    form = ReasonForm(request.POST)
    if action not in _ACTIONS:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("A change of an account needs a reason."))
        return redirect("accounts:user", pk=pk)
    return _ACTIONS[action](request, account, form.cleaned_data["reason"])


@needs(Right.ADMINISTER)
@second_factor_required
def compartments(request: HttpRequest) -> HttpResponse:
    """List the compartments, and make one."""
    actor = actor_of(request)
    form = CompartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_compartment(**form.cleaned_data, by=actor)
        except UserError as error:
            form.add_error(None, said_error(error))
        else:
            return redirect("accounts:compartments")
    context = {"form": form, "compartments": selectors.compartments_with_numbers(actor)}
    return render(request, "accounts/compartments.html", context)


def _about(request: HttpRequest, account: User, form: ChangeForm) -> dict[str, object]:
    return {
        "account": account,
        "form": form,
        **{f"{name}_form": ReasonForm(auto_id=f"{name}-%s") for name in _FORMS},
        "has_second_factor": selectors.has_second_factor(account),
        "changes": selectors.changes(actor_of(request), account),
    }


def _link(request: HttpRequest, account: User, reason: str) -> HttpResponse:
    token = links.make_login_link(account, by=actor_of(request), reason=reason)
    return _show_link(request, account, token)


def _reset(request: HttpRequest, account: User, reason: str) -> HttpResponse:
    token = links.reset_password(account, by=actor_of(request), reason=reason)
    return _show_link(request, account, token)


def _remove_factors(request: HttpRequest, account: User, reason: str) -> HttpResponse:
    factors.remove_all(account, by=actor_of(request), reason=reason)
    messages.success(request, _("The second factors are removed. The sessions ended."))
    return redirect("accounts:user", pk=account.pk)


def _show_link(request: HttpRequest, account: User, token: str) -> HttpResponse:
    address = request.build_absolute_uri(links.path_of(token))
    context = {"account": account, "address": address, "hours": links.LIFETIME.seconds // 3600}
    return render(request, "accounts/new_link.html", context)


_ACTIONS: dict[str, Callable[[HttpRequest, User, str], HttpResponse]] = {
    "login-link": _link,
    "reset-password": _reset,
    "remove-factors": _remove_factors,
}
