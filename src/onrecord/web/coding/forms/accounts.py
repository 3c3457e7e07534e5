"""Forms of accounts: what one source says of one act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.forms.fields import (
    PlaceField,
    VictimsMixin,
    act_type_field,
    concept_field,
    victims_initial,
)
from onrecord.web.coding.models import Account
from onrecord.web.coding.where import typed
from onrecord.web.site.fields import PeriodField

_PLAIN = (
    "act_type",
    "victim_name",
    "victim_group",
    "place_text",
    "period",
    "perpetrator_kind",
    "perpetrator_text",
    "method",
    "attributed_to",
)


class AccountForm(VictimsMixin):
    """What a source says was done to whom, where, when, by whom, how."""

    act_type = act_type_field()
    victim_name = forms.CharField(
        label=_("Victim's name, as the source has it"), max_length=200, required=False
    )
    victim_group = concept_field(_("Victim's group"), "groups")
    place_text = forms.CharField(
        label=_("Place, in the source's words"), max_length=200, required=False
    )
    place = PlaceField()
    period = PeriodField(label=_("When"))
    perpetrator_kind = concept_field(_("Kind of alleged perpetrator"), "perpetrator_kinds")
    perpetrator_text = forms.CharField(
        label=_("Alleged perpetrator, in the source's words"), max_length=200, required=False
    )
    method = forms.CharField(label=_("How, in the source's words"), max_length=300, required=False)
    attributed_to = forms.CharField(
        label=_("Who says so, if not the source itself"), max_length=200, required=False
    )

    field_order = (
        "act_type",
        "victim_name",
        "victim_group",
        "victims_how",
        "victims_number",
        "victims_to",
        "place_text",
        "place",
        "period",
        "perpetrator_kind",
        "perpetrator_text",
        "method",
        "attributed_to",
        "reason",
    )

    def values(self) -> dict[str, Any]:
        """Return what was typed, as fields of Account."""
        values = {name: self.cleaned_data[name] for name in _PLAIN}
        return {**values, "place_id": self.cleaned_data["place"], **self.victims()}


class AccountCorrection(AccountForm):
    """A corrected reading of a source, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


def account_initial(account: Account) -> dict[str, Any]:
    """Return an account as initial values of its form."""
    values = account.values()
    plain = {name: values[name] for name in _PLAIN}
    return {**plain, "place": typed(account.place_id), **victims_initial(values)}
