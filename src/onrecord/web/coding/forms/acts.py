"""Forms of judgements: acts, alleged involvement, events and their links."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.forms.fields import (
    Choices,
    PlaceField,
    VictimsMixin,
    act_type_field,
    concept_field,
    victims_initial,
)
from onrecord.web.coding.models import Account, Act, Event, EventLink, Involvement
from onrecord.web.coding.where import typed
from onrecord.web.people.models import Person
from onrecord.web.site.fields import PeriodField

_PLAIN = ("act_type", "victim_name", "victim_group", "place_text", "period", "method")


def _stem(value: Any) -> UUID | None:
    return UUID(str(value)) if value else None


class ActForm(VictimsMixin):
    """What is judged to have been done to one victim, person or counted group."""

    act_type = act_type_field()
    victim_name = forms.CharField(label=_("Victim's name"), max_length=200, required=False)
    victim_person = forms.CharField(
        label=_("Victim's code, if a person of the register"), max_length=12, required=False
    )
    victim_group = concept_field(_("Victim's group"), "groups")
    place_text = forms.CharField(label=_("Place, in words"), max_length=200, required=False)
    place = PlaceField()
    period = PeriodField(label=_("When"))
    method = forms.CharField(label=_("How"), max_length=300, required=False)
    event = forms.TypedChoiceField(label=_("Event"), coerce=_stem, empty_value=None, required=False)
    reason = forms.CharField(label=_("Reason for the judgement"), max_length=500, required=False)

    field_order = (
        "act_type",
        "victim_name",
        "victim_person",
        "victim_group",
        "victims_how",
        "victims_number",
        "victims_to",
    )

    def __init__(
        self, *args: Any, event_choices: Choices, persons: QuerySet[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.persons = persons
        self.fields["event"].choices = [("", "—"), *event_choices]  # type: ignore[attr-defined]  # a choice field

    def clean_victim_person(self) -> UUID | None:
        """Return the stem of the person who has the code."""
        code = self.cleaned_data["victim_person"].strip()
        if not code:
            return None
        person = self.persons.filter(code__iexact=code).first()
        if person is None:
            raise forms.ValidationError(_("There is no person of this code, or none you may see."))
        return person.stem

    def values(self) -> dict[str, Any]:
        """Return what was judged, as fields of Act."""
        values = {name: self.cleaned_data[name] for name in _PLAIN}
        return {
            **values,
            "event": self.cleaned_data["event"],
            "victim_person": self.cleaned_data["victim_person"],
            "place_id": self.cleaned_data["place"],
            **self.victims(),
        }


class ActCorrection(ActForm):
    """An act judged anew, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


def act_initial(row: Account | Act, *, person_code: str = "") -> dict[str, Any]:
    """Return an account or an act as initial values of the form of an act."""
    values = row.values()
    return {
        **{name: values[name] for name in _PLAIN},
        "event": values.get("event"),
        "victim_person": person_code,
        "place": typed(row.place_id),
        **victims_initial(values),
    }


def judged_from(account: Account) -> dict[str, Any]:
    """Return the values of an account as fields of an act: nobody types a thing twice."""
    values = account.values()
    shared = (*_PLAIN, "place_id", "victim_bound", "victim_value", "victim_low", "victim_high")
    return {name: values[name] for name in shared}


class InvolvementForm(forms.Form):
    """Who is alleged to be involved; how, and how surely, are two questions."""

    perpetrator_text = forms.CharField(label=_("Alleged perpetrator"), max_length=200)
    perpetrator_kind = concept_field(_("Kind of alleged perpetrator"), "perpetrator_kinds")
    mode = concept_field(_("Mode of involvement"), "involvement", required=True)
    evidential_status = concept_field(_("Evidential status"), "evidential_status", required=True)
    basis = forms.TypedChoiceField(label=_("Account on which it rests"), coerce=_stem)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, account_choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = account_choices  # type: ignore[attr-defined]  # a choice field

    def values(self) -> dict[str, Any]:
        """Return what is alleged, as fields of Involvement."""
        names = ("perpetrator_text", "perpetrator_kind", "mode", "evidential_status")
        return {name: self.cleaned_data[name] for name in names}


class InvolvementCorrection(InvolvementForm):
    """An allegation judged anew, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


def involvement_initial(row: Involvement) -> dict[str, Any]:
    """Return an allegation as initial values of its form."""
    return {**row.values(), "reason": ""}


class EventForm(forms.Form):
    """An event to which acts belong."""

    title = forms.CharField(label=_("Title"), max_length=300)
    period = PeriodField(label=_("When"))
    place_text = forms.CharField(label=_("Place, in words"), max_length=200, required=False)
    place = PlaceField()
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def values(self) -> dict[str, Any]:
        """Return what was typed, as fields of Event."""
        names = ("title", "period", "place_text", "description")
        values = {name: self.cleaned_data[name] for name in names}
        return {**values, "place_id": self.cleaned_data["place"]}


class NewEventForm(EventForm):
    """A new event and the compartment in which it lies."""

    compartment = forms.TypedChoiceField(label=_("Compartment"), coerce=int)

    def __init__(self, *args: Any, compartments: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compartment"].choices = compartments  # type: ignore[attr-defined]  # a choice field


class EventCorrection(EventForm):
    """An event described anew, with its reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


def event_initial(event: Event) -> dict[str, Any]:
    """Return an event as initial values of its form."""
    return {**event.values(), "place": typed(event.place_id)}


class LinkForm(forms.Form):
    """How this event hangs together with another."""

    kind = forms.ChoiceField(label=_("This event"), choices=list(EventLink.KINDS.items()))
    other = forms.TypedChoiceField(label=_("the event"), coerce=_stem)
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, *args: Any, event_choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = event_choices  # type: ignore[attr-defined]  # a choice field


class ReasonForm(forms.Form):
    """The reason of a withdrawal."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class WhichAccountsForm(forms.Form):
    """The accounts on which an act rests."""

    accounts = forms.TypedMultipleChoiceField(
        label=_("Accounts"), coerce=_stem, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)

    def __init__(self, *args: Any, account_choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accounts"].choices = account_choices  # type: ignore[attr-defined]  # a choice field
