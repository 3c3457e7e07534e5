"""How does a mapping stand on its page: one fieldset a claim, one row a field?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onrecord.core.document.questionnaire import Form, FormMapping
from onrecord.core.document.questionnaire.definition import (
    FILES,
    Kind,
    Placed,
    Question,
    Repeat,
    placed,
)
from onrecord.core.document.questionnaire.mapping import (
    ACCOUNT,
    FIELDS,
    MENTION,
    SCHEMES,
    FieldRule,
    Rule,
)
from onrecord.web.site import languages
from onrecord.web.site.choices import concept_choices

Label = str | Promise
KINDS: dict[str, Label] = {ACCOUNT: _("an account of an act"), MENTION: _("a person named")}
LABELS: dict[str, Label] = {
    "act_type": _("what was done"),
    "victim_name": _("victim's name"),
    "victim_group": _("victim's group"),
    "victim_number": _("number of victims"),
    "place_text": _("place"),
    "period": _("when"),
    "perpetrator_kind": _("kind of alleged perpetrator"),
    "perpetrator_text": _("alleged perpetrator"),
    "method": _("how"),
    "attributed_to": _("who says so, if not the source itself"),
    "name": _("name"),
    "given": _("given name"),
    "surname": _("surname"),
    "father": _("father's name"),
    "sex": _("sex"),
    "birth": _("birth"),
    "age": _("age"),
    "municipality": _("municipality"),
    "village": _("village"),
    "death": _("date of death or disappearance"),
    "fate": _("fate"),
}


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice of a question, and the concept that it means."""

    name: str
    label: str
    concept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of a claim: which question answers it, and what its choices mean."""

    name: str
    label: Label
    question: str
    concepts: tuple[tuple[str, str], ...] = ()
    constant: str = ""
    choices: tuple[ChoiceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldset:
    """One claim of a mapping as its page shows it."""

    number: int
    kind: str
    label: Label
    scope: str
    scope_label: str
    questions: tuple[tuple[str, str], ...]
    rows: tuple[FieldRow, ...]


def fieldsets(form: Form, mapping: FormMapping, *, added: str = "") -> tuple[Fieldset, ...]:
    """Return the claims of a mapping, and one more where ``added`` says ``account:victim``."""
    rules = list(mapping.rules)
    kind, _colon, scope = added.partition(":")
    if kind in FIELDS and scope in dict(scopes(form)):
        rules.append(Rule(kind=kind, scope=scope))
    return tuple(_fieldset(form, number, rule) for number, rule in enumerate(rules))


def scopes(form: Form) -> list[tuple[str, str]]:
    """Return what a claim can be made for: the whole form, or each turn of a repeat."""
    language = form.language(languages.code())
    return [
        ("", ""),
        *(
            (one.item.name, one.item.label.text(language) or one.item.name)
            for one in placed(form)
            if isinstance(one.item, Repeat)
        ),
    ]


def _fieldset(form: Form, number: int, rule: Rule) -> Fieldset:
    found = list(_usable(form, rule.scope))
    language = form.language(languages.code())
    said = {one.field: one for one in rule.fields}
    by_name = {one.item.name: one.item for one in found if isinstance(one.item, Question)}
    return Fieldset(
        number=number,
        kind=rule.kind,
        label=KINDS[rule.kind],
        scope=rule.scope,
        scope_label=dict(scopes(form)).get(rule.scope, rule.scope),
        questions=tuple(
            (name, item.label.text(language) or name) for name, item in by_name.items()
        ),
        rows=tuple(
            _row(f"r{number}.{name}", name, said.get(name), by_name, language)
            for name in FIELDS[rule.kind]
        ),
    )


def _row(
    key: str, name: str, rule: FieldRule | None, known: dict[str, Question], language: str
) -> FieldRow:
    question = rule.question if rule else ""
    scheme = SCHEMES.get(name)
    meant = dict(rule.concepts) if rule else {}
    item = known.get(question)
    return FieldRow(
        name=key,
        label=LABELS[name],
        question=question,
        concepts=tuple(concept_choices(scheme, empty=True)) if scheme else (),
        constant=rule.constant if rule else "",
        choices=tuple(
            ChoiceRow(
                f"{key}.{choice.name}",
                choice.label.text(language) or choice.name,
                meant.get(choice.name, ""),
            )
            for choice in (item.choices if item and scheme else ())
        ),
    )


def _usable(form: Form, scope: str) -> Iterator[Placed]:
    """Yield the questions that have one answer for one claim of the scope."""
    repeats = {one.item.name: one.repeats for one in placed(form)}
    around = (*repeats[scope], scope) if scope in repeats else ()
    for one in placed(form):
        item = one.item
        if isinstance(item, Question) and item.kind not in (Kind.NOTE, *FILES):
            yield from [one] if one.repeats == around[: len(one.repeats)] else []
