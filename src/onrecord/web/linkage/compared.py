"""How do two mentions read side by side: as their sources have them, folded, and compared?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names import matching_key
from onrecord.web.linkage.drawing import Waterfall, waterfall
from onrecord.web.linkage.models import CandidatePair
from onrecord.web.people import shown
from onrecord.web.people.models import Mention
from onrecord.web.site.words import number_text, said

STATES: Mapping[str, tuple[str, str | Promise]] = {
    "agree": ("=", _("agree")),
    "differ": ("≠", _("differ")),
    "one": ("…", _("one side only")),
    "none": ("", ""),
}
"""The sign and the word for how two values stand to one another."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a value, and whether the other side lacks it."""

    text: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One value as its source has it, and the folded form by which it is compared."""

    words: tuple[Word, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of value of both mentions, and how they stand to one another."""

    label: str | Promise
    sides: tuple[Side, Side]
    state: str

    @property
    def sign(self) -> str:
        """The sign of the state."""
        return STATES[self.state][0]

    @property
    def word(self) -> str | Promise:
        """The word of the state."""
        return STATES[self.state][1]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the evidence: a sentence, its bits, and the sum so far."""

    comparison: str | Promise
    sentence: str
    bits: str
    total: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence for one pair, drawn and as a table."""

    steps: list[Step]
    drawing: Waterfall
    probability: str
    weight: str


def rows_of(left: Mention, right: Mention) -> list[Row]:
    """Return every value that one of the two has; values differ where both cannot be."""
    found = []
    for fact in shown.FACTS:
        one, other = fact.text(left), fact.text(right)
        if not one and not other:
            continue
        if fact.agree is None:
            state = "none"
        elif not one or not other:
            state = "one"
        else:
            state = "agree" if _agree(fact, left, right) else "differ"
        sides = (_side(one, other, state), _side(other, one, state))
        found.append(Row(fact.label, sides, state))
    return found


def evidence_of(pair: CandidatePair) -> Shown:
    """Return the evidence of a pair step by step; what no step says stands first."""
    lines = [
        (str(line["comparison"]), said(Remark.from_plain(line["sentence"])), float(line["bits"]))
        for line in pair.waterfall
    ]
    before = pair.weight - sum(bits for _comparison, _sentence, bits in lines)
    if abs(before) > _UNSAID:
        lines.insert(0, ("prior", gettext(_BEFORE), before))
    steps, total = [], 0.0
    for comparison, sentence, bits in lines:
        total += bits
        steps.append(Step(_label(comparison), sentence, _signed(bits), _signed(total)))
    labels = [str(step.comparison) for step in steps]
    drawn = waterfall(list(zip(labels, (bits for *_said, bits in lines), strict=True)))
    return Shown(steps, drawn, chance(pair.probability), _signed(pair.weight))


def chance(probability: float) -> str:
    """Return a probability in per cent; never rounded to certainty."""
    if 0.995 <= probability < 1:
        return "> 99 %"
    if 0 < probability < 0.005:
        return "< 1 %"
    return f"{number_text(round(100 * probability))} %"


_BEFORE = gettext_noop("How likely two mentions that a rule brings together are one person.")

COMPARISONS: Mapping[str, str | Promise] = {
    "prior": _("Before comparing"),
    "given": _("Given name"),
    "middle": _("Middle names"),
    "father": _("Father's name"),
    "surname": _("Surname"),
    "sex": _("Sex"),
    "birth": _("Born"),
    "age": _("Age"),
    "event": _("Date"),
    "place": _("Place"),
    "municipality": _("Municipality"),
}
"""What each comparison of the engine compares; one that is not here keeps its own name."""

_UNSAID = 0.05
"""Bits up to which the weight may differ from its parts by rounding alone."""


def _label(comparison: str) -> str | Promise:
    return COMPARISONS.get(comparison, comparison)


def _signed(bits: float) -> str:
    number = number_text(round(abs(bits), 1))
    return f"{'−' if bits < 0 else '+'}{number}"


def _agree(fact: shown.Fact, left: Mention, right: Mention) -> bool:
    """Tell whether two values can both be: words under the key by which runs compare them."""
    if fact.agree is shown.same_words:
        return matching_key(fact.text(left)) == matching_key(fact.text(right))
    return fact.agree is None or fact.agree([left, right], fact.text)


def _side(text: str, other: str, state: str) -> Side:
    there = set(matching_key(other).split())
    marked = state == "differ"
    words = tuple(
        Word(word, marked and not set(matching_key(word).split()) <= there) for word in text.split()
    )
    folded = matching_key(text)
    shows = state != "none" and folded not in {"", text.casefold()}
    return Side(words, folded if shows else "")
