"""How does a proposal become the fields of an account or of a mention, and what stays open?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.core.document.questionnaire import Proposal
from onrecord.core.document.questionnaire.mapping import ACCOUNT
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.web.coding.models import Account
from onrecord.web.coding.where import find_place
from onrecord.web.people.models import Mention
from onrecord.web.statements.wording import language_near

_DATES = frozenset({"period", "birth", "death"})
_OLDEST = 130


@dataclass(frozen=True, slots=True)
class Claim:
    """The fields of a claim, and what an answer says that no field can take."""

    values: dict[str, Any]
    open: tuple[Remark, ...] = field(default=())


def claim_of(proposal: Proposal, language: str) -> Claim:
    """Return the fields of Account or Mention that a proposal gives.

    What cannot be read as a date, a number or an age stays open and is said; nothing is guessed.
    """
    model = Account if proposal.kind == ACCOUNT else Mention
    values: dict[str, Any] = {}
    left: list[Remark] = []
    for name, words in proposal.values:
        try:
            values |= _field(name, words, language)
        except InputError:
            left.append(Remark.of("“{words}” is not read as {field}.", words=words, field=name))
    return Claim(
        {name: _fitting(model, name, value) for name, value in values.items()}, tuple(left)
    )


def _field(name: str, words: str, language: str) -> dict[str, Any]:
    if name in _DATES:
        return {name: _edtf(words, language)}
    if name == "victim_number":
        return {"victim_bound": "exact", "victim_value": _number(words)}
    if name == "age":
        return {"age": _number(words, most=_OLDEST)}
    if name == "place_text":
        return {"place_text": words, "place_id": _place(words)}
    return {name: words}


def _edtf(words: str, language: str) -> str:
    return Period.parse(words.partition("T")[0], language=language_near(language)).edtf()


def _number(words: str, most: float = 1e12) -> float:
    try:
        number = float(words)
    except ValueError:
        raise InputError("No number", value=words) from None
    if not 0 <= number <= most:
        raise InputError("The number cannot be", value=words)
    return number


def _place(words: str) -> str:
    """Return the one place of the gazetteer that is meant; empty where that is open."""
    try:
        return find_place(words)
    except InputError:
        return ""


def _fitting(model: type[Account] | type[Mention], name: str, value: Any) -> Any:
    """Cut words that are longer than their field; the passage keeps them whole."""
    longest = getattr(model._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
