"""Forms of accounts: their fields and labels, no rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onrecord.web.accounts.models import Compartment
from onrecord.web.site.rights import ROLE_LABELS


def _password(label: Any, *, use: str, required: bool = True) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": use})
    return forms.CharField(label=label, widget=widget, strip=False, required=required)


class LoginForm(forms.Form):
    """Who comes, and their password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = _password(_("Password"), use="current-password")


class CodeForm(forms.Form):
    """A code of the authenticator app or a recovery code, or the answer of a passkey."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("The six digits that the app shows now, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )
    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    current = _password(_("Current password"), use="current-password", required=False)
    password = _password(_("New password"), use="new-password")
    again = _password(_("New password once more"), use="new-password")

    def __init__(self, *args: Any, ask_current: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_current:
            del self.fields["current"]


class LanguageForm(forms.Form):
    """The language of one's own pages."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class SetUpForm(forms.Form):
    """The first code of a new authenticator app."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    current = _password(_("Current password"), use="current-password", required=False)


class PasskeyForm(forms.Form):
    """A new passkey: its name, and what the browser answered."""

    prefix = "passkey"

    name = forms.CharField(label=_("Name of the passkey"), max_length=60)
    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput)
    current = _password(_("Current password"), use="current-password", required=False)


class UserForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Plain letters, digits, - and _.")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    compartments = forms.ModelMultipleChoiceField(
        label=_("Compartments"),
        queryset=Compartment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, compartments: QuerySet[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compartments"].queryset = compartments  # type: ignore[attr-defined]  # a model choice field


class ChangeForm(UserForm):
    """Another role, other compartments, in use or not."""

    username = None  # type: ignore[assignment]  # Django's way to drop an inherited field
    full_name = None  # type: ignore[assignment]  # as above
    is_active = forms.BooleanField(label=_("In use"), required=False)
    field_order = ("role", "compartments", "is_active", "reason")


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class CompartmentForm(forms.Form):
    """A new compartment."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Plain letters, digits, - and _.")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
