"""Forms of statements: bringing a form in, beginning, ending, deciding, mapping."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onrecord.core.document.questionnaire import Form, FormMapping, Node
from onrecord.core.document.questionnaire.definition import Question, questions
from onrecord.core.document.questionnaire.mapping import FIELDS, SCHEMES, FieldRule, Rule
from onrecord.vocab import load_scheme
from onrecord.web.site.choices import concept_label
from onrecord.web.sources.forms import compartment_choices
from onrecord.web.sources.models import Consent
from onrecord.web.statements.services import ConsentAnswer
from onrecord.web.statements.wording import Wording

KINDS = "source/statement"
_MOST_RULES = 40


class NewFormForm(forms.Form):
    """The workbook of a form, and the compartment in which it is used."""

    file = forms.FileField(label=_("XLSForm workbook"))
    compartment = forms.TypedChoiceField(
        label=_("Compartment"),
        coerce=int,
        help_text=_("A form of the general compartment can be used in every one."),
    )

    def __init__(self, *args: Any, compartment_ids: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compartment"].choices = compartment_choices(compartment_ids)  # type: ignore[attr-defined]  # a choice field


class BeginForm(forms.Form):
    """Who asks whom when, in which language, and where the statement will lie."""

    language = forms.ChoiceField(label=_("Language of the interview"))
    compartment = forms.TypedChoiceField(label=_("Compartment of the statement"), coerce=int)
    asked_by = forms.CharField(label=_("Who asks"), max_length=200)
    asked_on = forms.DateField(
        label=_("Day of the interview"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    label = forms.CharField(
        label=_("Working name"),
        max_length=100,
        required=False,
        help_text=_("For your own list, until the statement is kept. Write no name of a person."),
    )

    def __init__(
        self, *args: Any, form: Form, compartment_ids: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        languages = [(one.code, one.name or "—") for one in form.languages]
        # A form with one language without a name sends an empty code.
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label,
            choices=languages,
            required=any(code for code, _name in languages),
        )
        self.fields["compartment"].choices = compartment_choices(compartment_ids)  # type: ignore[attr-defined]  # a choice field


class EndForm(forms.Form):
    """How an interview ends: title, kind, and whether it was broken off."""

    title = forms.CharField(
        label=_("Title of the statement"),
        max_length=300,
        help_text=_("Shown in lists. Write no name of a person."),
    )
    kind = forms.ChoiceField(label=_("Kind of statement"))
    broken_off = forms.BooleanField(
        label=_("The interview was broken off"),
        required=False,
        help_text=_("Then answers that the form needs may be missing."),
    )

    def __init__(self, *args: Any, asked: Sequence[Node] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = statement_kinds()  # type: ignore[attr-defined]  # a choice field
        for node in asked:
            self.fields[f"file.{node.path}"] = forms.FileField(required=False)

    def chosen_files(self) -> dict[str, Any]:
        """Return the files that were chosen, by the path of their question."""
        return {
            name.removeprefix("file."): value
            for name, value in self.cleaned_data.items()
            if name.startswith("file.") and value
        }


class ConsentForm(forms.Form):
    """What was answered about each use; none is chosen beforehand."""

    CHOICES = (("given", _("yes")), ("refused", _("no")), ("not_asked", _("not asked")))

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose, label in Consent.PURPOSES.items():
            self.fields[purpose] = forms.ChoiceField(
                label=label,
                choices=self.CHOICES,
                widget=forms.RadioSelect,
                help_text=wording.purposes[purpose],
            )

    def answers(self) -> list[ConsentAnswer]:
        """Return the answers in the order of the purposes."""
        return [ConsentAnswer(one, self.cleaned_data[one]) for one in Consent.PURPOSES]


class ReasonForm(forms.Form):
    """Why something is decided so."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


def statement_kinds() -> list[tuple[str, str]]:
    """Return the kinds of sources that are statements, as choices."""
    scheme = load_scheme("source_kinds")
    found = [KINDS, *(concept.id for concept in scheme.descendants(KINDS))]
    return [(one, concept_label("source_kinds", one)) for one in found]


def mapping_from(data: QueryDict, form: Form) -> FormMapping:
    """Return the mapping that the fields of its page say; checked by whoever approves it."""
    return FormMapping(tuple(_rules_from(data, {one.name: one for one in questions(form)})))


def _rules_from(data: QueryDict, known: dict[str, Question]) -> Iterator[Rule]:
    for number in range(_MOST_RULES):
        kind = data.get(f"r{number}.kind", "")
        if kind not in FIELDS or data.get(f"r{number}.remove"):
            continue
        found = (_field_from(data, f"r{number}.{name}", name, known) for name in FIELDS[kind])
        yield Rule(
            kind=kind,
            scope=data.get(f"r{number}.scope", ""),
            fields=tuple(one for one in found if one.question or one.constant),
        )


def _field_from(data: QueryDict, prefix: str, name: str, known: dict[str, Question]) -> FieldRule:
    question = data.get(prefix, "")
    scheme = SCHEMES.get(name)
    if scheme is None:
        return FieldRule(field=name, question=question)
    concepts = load_scheme(scheme)
    if not question:
        constant = data.get(f"{prefix}.always", "")
        return FieldRule(field=name, constant=constant if constant in concepts else "")
    choices = known[question].choices if question in known else ()
    chosen = ((choice.name, data.get(f"{prefix}.{choice.name}", "")) for choice in choices)
    return FieldRule(
        field=name,
        question=question,
        concepts=tuple((choice, concept) for choice, concept in chosen if concept in concepts),
    )
