"""What do the answers of a statement propose under a mapping?"""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.document.questionnaire import Form, FormMapping, fill, proposals
from onrecord.core.document.questionnaire.mapping import FieldRule, Rule, check_mapping
from onrecord.core.kernel.errors import InputError

TODAY = date(2026, 3, 1)
ACTS = (("killing", "act/killing"), ("beating", "act/beating"), ("burning", ""))
ACCOUNT = Rule(
    kind="account",
    scope="victim",
    fields=(
        FieldRule(field="act_type", question="what", concepts=ACTS),
        FieldRule(field="victim_name", question="victim_name"),
        FieldRule(field="period", question="when"),
        FieldRule(field="place_text", question="town"),
    ),
)
MENTION = Rule(
    kind="mention",
    scope="victim",
    fields=(
        FieldRule(field="name", question="victim_name"),
        FieldRule(field="age", question="victim_age"),
    ),
)
MAPPING = FormMapping((ACCOUNT, MENTION))


def test_each_victim_and_each_type_of_act_is_one_account(
    form: Form, answers: dict[str, str]
) -> None:
    found = proposals(fill(form, answers, today=TODAY), MAPPING, language="en")
    accounts = [dict(one.values) for one in found if one.kind == "account"]
    assert accounts == [
        {"act_type": act, "victim_name": name, "period": "1999-04-03", "place_text": "Gjakova"}
        for name in ("Besim", "Enver")
        for act in ("act/beating", "act/killing")
    ]
    mentions = [dict(one.values) for one in found if one.kind == "mention"]
    assert mentions == [{"name": "Besim", "age": "30"}, {"name": "Enver"}]
    assert len({one.key for one in found}) == len(found)


def test_each_value_names_the_answer_on_which_it_rests(form: Form, answers: dict[str, str]) -> None:
    first = proposals(fill(form, answers, today=TODAY), MAPPING, language="en")[0]
    assert dict(first.paths)["act_type"] == ("incident/1/what",)
    assert dict(first.paths)["victim_name"] == ("incident/1/victim/1/victim_name",)


def test_a_choice_without_a_concept_proposes_nothing(form: Form, answers: dict[str, str]) -> None:
    answers["incident"] = "1"
    answers["incident/1/what"] = "burning"
    found = proposals(fill(form, answers, today=TODAY), FormMapping((ACCOUNT,)), language="en")
    assert found == ()


def test_a_constant_rests_on_the_other_answers(form: Form, answers: dict[str, str]) -> None:
    rule = Rule(
        kind="account",
        fields=(
            FieldRule(field="act_type", constant="act/killing"),
            FieldRule(field="attributed_to", question="full_name"),
        ),
    )
    check_mapping(form, FormMapping((rule,)))
    (only,) = proposals(fill(form, answers, today=TODAY), FormMapping((rule,)), language="en")
    assert dict(only.paths)["act_type"] == ("full_name",)
    assert proposals(fill(form, {}, today=TODAY), FormMapping((rule,)), language="en") == ()


def test_a_mapping_survives_json() -> None:
    assert FormMapping.from_plain(MAPPING.to_plain()) == MAPPING


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule(kind="account", scope="nowhere"), "no repeat of this name"),
        (Rule(kind="account", fields=(FieldRule(field="act_type", question="zz"),)), "no question"),
        (
            Rule(kind="account", fields=(FieldRule(field="act_type", question="what"),)),
            "more than once for one claim",
        ),
        (
            Rule(kind="mention", scope="victim", fields=(FieldRule(field="age", question="age"),)),
            "needs one of: name, given, surname",
        ),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(form: Form, rule: Rule, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        check_mapping(form, FormMapping((rule,)))
