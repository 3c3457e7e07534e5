"""Which answers of a form say who did what to whom, and which name a person?

A mapping belongs to one version of a form. A person makes it and approves it; what it proposes
for a statement becomes a claim only when a person accepts it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from onrecord.core.document.questionnaire.definition import (
    SELECTS,
    Form,
    Kind,
    Question,
    placed,
)
from onrecord.core.document.questionnaire.filling import Node, leaves
from onrecord.core.document.questionnaire.statement import answered
from onrecord.core.kernel.errors import InputError

ACCOUNT = "account"
MENTION = "mention"
ACCOUNT_FIELDS = (
    "act_type",
    "victim_name",
    "victim_group",
    "victim_number",
    "place_text",
    "period",
    "perpetrator_kind",
    "perpetrator_text",
    "method",
    "attributed_to",
)
MENTION_FIELDS = (
    "name",
    "given",
    "surname",
    "father",
    "sex",
    "birth",
    "age",
    "municipality",
    "village",
    "death",
    "fate",
)
SCHEMES = {
    "act_type": "acts",
    "victim_group": "groups",
    "perpetrator_kind": "perpetrator_kinds",
    "sex": "sexes",
    "fate": "outcomes",
}
"""Fields that hold a concept, and the scheme it is of."""
FIELDS = {ACCOUNT: ACCOUNT_FIELDS, MENTION: MENTION_FIELDS}
NEEDED = {ACCOUNT: ("act_type",), MENTION: ("name", "given", "surname")}
"""Of these a proposal has one at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where the value of one field comes from.

    ``question`` names the question; ``concepts`` say for each of its choices the concept meant,
    for fields of ``SCHEMES``. Without a question ``constant`` is the concept of every proposal.
    """

    field: str
    question: str = ""
    concepts: tuple[tuple[str, str], ...] = ()
    constant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one claim is made of: an account of an act, or the mention of a person.

    ``scope`` is the repeat of whose instances each gives one claim; empty: one for the form.
    """

    kind: str
    scope: str = ""
    fields: tuple[FieldRule, ...] = ()


@dataclass(frozen=True, slots=True)
class FormMapping:
    """How the answers of one form become claims."""

    rules: tuple[Rule, ...] = ()

    def to_plain(self) -> list[dict[str, object]]:
        """Return what JSON can hold."""
        return [
            {
                "kind": rule.kind,
                "scope": rule.scope,
                "fields": [
                    {
                        "field": one.field,
                        "question": one.question,
                        "concepts": [list(pair) for pair in one.concepts],
                        "constant": one.constant,
                    }
                    for one in rule.fields
                ],
            }
            for rule in self.rules
        ]

    @classmethod
    def from_plain(cls, plain: Sequence[Mapping[str, object]]) -> FormMapping:
        """Return the mapping that ``to_plain`` took apart."""
        return cls(tuple(_rule_of(one) for one in plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that the answers of a statement make under a mapping.

    ``key`` names it within the statement by what it says, so that the same claim keeps its
    decision when the mapping changes around it. ``place`` is the instance of the repeat that it
    is made from. ``values`` are words, or concepts where the field has
    a scheme; ``paths`` are the answers on which each field rests.
    """

    key: str
    kind: str
    place: str
    values: tuple[tuple[str, str], ...]
    paths: tuple[tuple[str, tuple[str, ...]], ...]


def check_mapping(form: Form, mapping: FormMapping) -> None:
    """Raise InputError where a mapping names what the form does not have, or claims nothing."""
    repeats_of = {one.item.name: one.repeats for one in placed(form)}
    known = {one.item.name: one.item for one in placed(form) if isinstance(one.item, Question)}
    for rule in mapping.rules:
        if rule.scope and rule.scope not in repeats_of:
            raise InputError("The form has no repeat of this name", value=rule.scope)
        around = (*repeats_of[rule.scope], rule.scope) if rule.scope else ()
        for one in rule.fields:
            if one.question and one.question not in known:
                raise InputError("The form has no question of this name", value=one.question)
            if one.question and repeats_of[one.question] != around[: len(repeats_of[one.question])]:
                raise InputError(
                    "This question is answered more than once for one claim",
                    value=one.question,
                    remedy="Use it in a claim that is made for each turn of its repeat.",
                )
        if not {one.field for one in rule.fields} & set(NEEDED[rule.kind]):
            raise InputError(
                "A claim of this kind needs one of: {fields}",
                fields=", ".join(NEEDED[rule.kind]),
                remedy="Say which question answers it.",
            )


def proposals(
    nodes: Sequence[Node], mapping: FormMapping, *, language: str
) -> tuple[Proposal, ...]:
    """Return what the answers of a statement propose under a mapping, in the form's order.

    A question with several choices as the type of act gives one account for each of them: one
    act is of one type. What is not answered stays empty; nothing is proposed without a type of
    act, or without a name.
    """
    by_path = {node.path: node for node in leaves(tuple(nodes)) if node.applies}
    found: list[Proposal] = []
    for rule in mapping.rules:
        for place in _places(rule.scope, nodes, ""):
            found += _proposed(rule, place, by_path, language)
    return tuple({one.key: one for one in found}.values())


def _proposed(
    rule: Rule, place: str, by_path: Mapping[str, Node], language: str
) -> Iterator[Proposal]:
    several = [list(_readings(one, place, by_path, language)) for one in rule.fields]
    for readings in product(*several):
        said = [(one.field, *reading) for one, reading in zip(rule.fields, readings, strict=True)]
        values = tuple((field, value) for field, value, _path in said if value)
        if not {field for field, _value in values} & set(NEEDED[rule.kind]):
            continue
        own = tuple(path for _field, value, path in said if value and path)
        paths = tuple((field, (path,) if path else own) for field, value, path in said if value)
        if own:
            key = f"{rule.kind}:{place}:{_digest(values, paths)}"
            yield Proposal(key=key, kind=rule.kind, place=place, values=values, paths=paths)


def _digest(*said: object) -> str:
    """Return what tells one proposal of a place from another: the same for the same content."""
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def _readings(
    rule: FieldRule, place: str, by_path: Mapping[str, Node], language: str
) -> Iterator[tuple[str, str]]:
    """Yield the values of a field with the path of their answer; one empty one for none."""
    if not rule.question:
        yield rule.constant, ""
        return
    node = _answer_near(rule.question, place, by_path)
    item = node.item if node is not None else None
    if node is None or not isinstance(item, Question) or not node.counted:
        yield "", ""
    elif rule.field not in SCHEMES:
        yield answered(node, language), node.path
    else:
        chosen = node.counted.split(" ") if item.kind in SELECTS else [node.counted]
        concepts = dict(rule.concepts)
        found = list(dict.fromkeys(concepts[one] for one in chosen if concepts.get(one)))
        one_only = rule.field != "act_type" or item.kind is not Kind.SELECT_MULTIPLE
        if one_only and len(found) > 1:
            found = []  # several answers to a question of one value: which is meant is open
        yield from ((concept, node.path) for concept in found or [""])


def _answer_near(name: str, place: str, by_path: Mapping[str, Node]) -> Node | None:
    """Return the answer in the instance ``place``, or in the one around it that has it."""
    prefix = place
    while True:
        node = by_path.get(prefix + name)
        if node is not None or not prefix:
            return node
        prefix = "/".join(prefix.rstrip("/").split("/")[:-2])
        prefix = f"{prefix}/" if prefix else ""


def _places(scope: str, nodes: Sequence[Node], prefix: str) -> Iterator[str]:
    if not scope:
        yield prefix
        return
    for node in nodes:
        if node.item.name == scope and node.number and node.applies:
            yield f"{node.path}/"
        elif node.applies:
            yield from _places(scope, node.children, prefix)


def _rule_of(plain: Mapping[str, object]) -> Rule:
    fields = plain["fields"]
    if not isinstance(fields, list):
        raise InputError("The mapping cannot be read", value=plain)
    return Rule(
        kind=str(plain["kind"]),
        scope=str(plain["scope"]),
        fields=tuple(
            FieldRule(
                field=one["field"],
                question=one["question"],
                concepts=tuple((choice, concept) for choice, concept in one["concepts"]),
                constant=one["constant"],
            )
            for one in fields
        ),
    )
