"""What does a document say about the size of its communities, as linear bounds?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.kernel.finding import Span
from onrecord.core.kernel.quantity import Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.dossier import Document, Dossier, GroupMention, Stated
from onrecord.core.reconcile.checks.linear import Constraint
from onrecord.core.reconcile.checks.reach import reach

EVERYONE = "group/all"
_POPULATION = re.compile(r"\b(?:population|inhabitants|popullsi\w*|stanovni\w*)", re.IGNORECASE)
_IS_POPULATION = re.compile(
    r"(?:\s(?:of|in)\s|\s)(?:the\s|a\s|Kosovo's\s|its\s|total\s|whole\s|entire\s|country's\s)*"
    r"(?:population|inhabitants|popullsi\w*|stanovni\w*)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:they|these|this\scommunity)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:pre-war|pre-conflict|before\sthe\s(?:war|conflict)|formerly|once|used\sto)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|remain(?:s|ed|ing)?|resid(?:e|ed|ing)|inhabit\w*|number(?:s|ed|ing)?"
    r"|there\s(?:are|were)|(?:community|population)\sof|stayed)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:left|leav\w+|fle[de]\w*|moved|enter\w+|cross\w+|return\w*|kill\w*|died|dead|deaths?"
    r"|missing|expel\w+|displac\w+|deport\w+|arriv\w+|came|emigrat\w+|detain\w+|regist\w+)\b",
    re.IGNORECASE,
)
_GONE = frozenset({"fled", "expelled", "displaced", "killed"})
_PEOPLE_ONLY = re.compile(
    r"\b(?:and|or|the|of|other|ethnic|local|remaining|people|persons|members|community|communities"
    r"|population|minority|minorities|residents|inhabitants|predominantly|pre-war)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about the size of groups now: how it bounds them, and where it stands."""

    reason: str
    sentence: Remark
    span: Span
    constraints: tuple[Constraint, ...]
    place: str | None = None


def said_of(document: Document, figure: Stated) -> Said | None:
    """Return what a figure says about the present size of a group; ``None`` where it says none."""
    sentence = document.sentences[figure.sentence].quote
    if figure.quantity.is_share:
        if _is_share_of_population(document, figure):
            return _share_of_population(document, figure)
        if figure.phenomenon in _GONE and figure.quantity.base is not None:
            return _share_that_left(document, figure)
        return None
    if _EARLIER.search(sentence) or _MOVED.search(sentence) or not _THERE.search(sentence):
        return None
    if not _is_count_of_groups(document, figure):
        return None
    low, high = reach(figure.quantity)
    text = Remark.of("{groups} are {count}", groups=_names(figure.groups), count=figure.quantity)
    weights = dict.fromkeys(sorted(figure.groups), 1.0)
    constraints = _between(weights, low, high, _key(figure))
    return Said(_key(figure), text, figure.span, constraints, figure.place)


def _is_share_of_population(document: Document, figure: Stated) -> bool:
    if figure.phenomenon not in (None, "population") or reach(figure.quantity) == (None, None):
        return False
    after = document.text[figure.span.end : figure.span.end + 60]
    return bool(_IS_POPULATION.match(after)) and not _EARLIER.search(
        document.sentences[figure.sentence].quote
    )


def _share_of_population(document: Document, figure: Stated) -> Said | None:
    subject = _subject(document, figure)
    if subject is None or subject == EVERYONE:
        return None
    low, high = reach(figure.quantity)
    key, constraints = _key(figure), []
    if high is not None:
        constraints.append(Constraint(weights={subject: 1, EVERYONE: -high}, limit=0, reason=key))
    if low is not None:
        constraints.append(Constraint(weights={subject: -1, EVERYONE: low}, limit=0, reason=key))
    text = Remark.of(
        "{groups} are {share} of the population", groups=group_name(subject), share=figure.quantity
    )
    return Said(key, text, figure.span, tuple(constraints))


def _share_that_left(document: Document, figure: Stated) -> Said | None:
    """Read "more than half of the 67,000 fled": what is left is the rest of the base."""
    base, subject = figure.quantity.base, _subject(document, figure)
    inside = [one for one in figure.groups if one != EVERYONE]
    group = inside[0] if len(inside) == 1 else subject
    if base is None or base.value is None or group in (None, EVERYONE):
        return None
    low, high = reach(figure.quantity)
    if low is None or low <= 0:
        return None
    most = (1 - low) * base.value
    least = None if high is None else (1 - high) * base.value
    text = Remark.of(
        "of {base} {groups}, {share} left, so that at most {most} remained",
        base=base.value,
        groups=group_name(str(group)),
        share=_without_base(figure.quantity),
        most=most,
    )
    key = _key(figure)
    return Said(key, text, figure.span, _between({str(group): 1.0}, least, most, key))


def _without_base(quantity: Quantity) -> Quantity:
    return Quantity(
        bound=quantity.bound,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        wording=quantity.wording,
    )


def _between(
    weights: dict[str, float], low: float | None, high: float | None, reason: str
) -> tuple[Constraint, ...]:
    found = []
    if high is not None:
        found.append(Constraint(weights=weights, limit=high, reason=reason))
    if low is not None:
        negative = {name: -weight for name, weight in weights.items()}
        found.append(Constraint(weights=negative, limit=-low, reason=reason))
    return tuple(found)


def _is_count_of_groups(document: Document, figure: Stated) -> bool:
    """Say whether a figure counts whole groups now: "100,000 Serbs and Roma", not "two sisters"."""
    if not figure.groups or figure.quantity.unit != "persons" or not figure.quantity.is_known:
        return False
    if figure.phenomenon not in (None, "population"):
        return False
    left = figure.counted or ""
    for mention in document.groups_in(figure.sentence):
        left = left.replace(" ".join(mention.span.quote.split()), " ")
    return not re.search(r"\w", _PEOPLE_ONLY.sub(" ", left))


def _subject(document: Document, figure: Stated) -> str | None:
    """Return the group of which a share is told: the last one named before it."""
    before = _last_before(document, figure.sentence, figure.span.start)
    if before is not None:
        return before.concept
    if figure.sentence and _PRONOUN.search(document.sentences[figure.sentence].quote):
        end = document.sentences[figure.sentence].start
        previous = _last_before(document, figure.sentence - 1, end)
        return None if previous is None else previous.concept
    return None


def _last_before(document: Document, sentence: int, position: int) -> GroupMention | None:
    found = [one for one in document.groups_in(sentence) if one.span.end <= position]
    return found[-1] if found else None


def date_of(figure: Stated) -> str:
    """Return the date of a present size: a flight earlier leaves what there is now."""
    if figure.phenomenon in _GONE:
        return ""
    period = figure.as_of or figure.period
    return "" if period is None else period.edtf()


def _key(figure: Stated) -> str:
    return f"{figure.span.start}"


def by_logic(dossier: Dossier, named: Sequence[str]) -> list[Constraint]:
    """Return that somebody lives there, and that no group is smaller than the groups within it."""
    found = [Constraint(weights={EVERYONE: -1.0}, limit=-1.0)]
    for whole in named:
        inside = [
            one
            for one in named
            if one != whole and (whole == EVERYONE or dossier.is_within(one, whole))
        ]
        outermost = [
            one
            for one in inside
            if not any(one != other and dossier.is_within(one, other) for other in inside)
        ]
        if outermost:
            found.append(Constraint(weights=dict.fromkeys(outermost, 1.0) | {whole: -1.0}, limit=0))
    return found


def group_name(group: str) -> str:
    """Return the id of a group as words."""
    return group.partition("/")[2].replace("-", " ") or group


def _names(groups: frozenset[str]) -> str:
    return " + ".join(map(group_name, sorted(groups)))
