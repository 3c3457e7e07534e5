"""Do words such as "thousands" and the numbers for the same thing lie worlds apart?"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated
from onrecord.core.reconcile.checks.reach import magnitude, reach

NAME = "magnitudes"
_APART = 10.0
"""A number this many times what the word leaves open is no matter of style."""
_ONE_THING = {"fled": "displaced", "expelled": "displaced"}
_COMPARED = frozenset({"displaced", "killed", "missing", "detained", "abducted", "injured"})


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield for each phenomenon at most one finding: a word, and the number far above it.

    "Thousands" leaves 1,000 to 20,000 open. Shares of a population that are said of the same
    phenomenon are shown beside, with the population that they would take.
    """
    for document in dossier.documents:
        for phenomenon in sorted(_COMPARED):
            found = _first(dossier, document, phenomenon)
            if found is not None:
                word, number = found
                yield _finding(word, number, _shares(document, phenomenon))


def _first(dossier: Dossier, document: Document, phenomenon: str) -> tuple[Stated, Stated] | None:
    of_it = [one for one in document.figures if _phenomenon(one) == phenomenon]
    words = [one for one in of_it if _is_word(one)]
    numbers = [one for one in of_it if _is_number(one)]
    for word in words:
        most = magnitude(word.quantity.wording or "")[1] or 0.0
        for number in numbers:
            low = reach(number.quantity)[0]
            if low and low >= _APART * most and _one_scope(dossier, word, number):
                return word, number
    return None


def _phenomenon(figure: Stated) -> str | None:
    return _ONE_THING.get(figure.phenomenon or "", figure.phenomenon)


def _is_word(figure: Stated) -> bool:
    quantity = figure.quantity
    is_word = quantity.bound is Bound.worded and quantity.unit == "persons"
    return is_word and magnitude(quantity.wording or "")[1] is not None


def _is_number(figure: Stated) -> bool:
    return figure.quantity.unit == "persons" and figure.quantity.bound is not Bound.worded


def _one_scope(dossier: Dossier, word: Stated, number: Stated) -> bool:
    """Say whether both are told of one whole: of one community, with no place or period apart."""
    return (
        word.place in (None, number.place)
        and bool(word.groups and number.groups)
        and dossier.may_overlap(word.groups, number.groups)
        and _meet(word.period, number.period)
        and word.sentence != number.sentence
    )


def _meet(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _shares(document: Document, phenomenon: str) -> list[Stated]:
    return [
        one
        for one in document.figures
        if one.quantity.is_share
        and one.number
        and one.quantity.bound is not Bound.worded
        and _phenomenon(one) == phenomenon
        and "population" in (one.counted or "")
    ]


def _finding(word: Stated, number: Stated, shares: list[Stated]) -> Finding:
    low, high = magnitude(word.quantity.wording or "")
    share = shares[0] if shares and number.number else None
    fraction = (share.number if share else None) or 1.0
    explanation = Remark.of(
        _SENTENCES[share is not None],
        word=word.quantity.wording,
        low=low,
        high=high,
        number=number.quantity,
        share=share.quantity if share else "",
        small=float(round((high or 0.0) / fraction)),
        large=float(round((number.number or 0.0) / fraction)),
    )
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("Words and numbers for one thing lie far apart."),
        explanation=explanation,
        passages=(word.span, number.span, *(share.span for share in shares[:1])),
        sureness=Sureness.possible,
        settled_by=Remark.of("Of whom, where and until when each of them counts."),
    )


_SENTENCES = {
    False: "“{word}” leaves {low} to {high} open; the same text says {number}.",
    True: (
        "“{word}” leaves {low} to {high} open; the same text says {number}, and {share} of the "
        "population, which would take populations of at most {small} and about {large}."
    ),
}


CHECK = Check(
    name=NAME,
    looks_for=Remark.of(
        "'Thousands' against a number that is ten times what the word leaves open."
    ),
    limits=Remark.of(
        "'Thousands' is read as at most 20,000, and both must name the community. A word may tell "
        "of a part that the sentence does not name; one finding at most is reported for each "
        "phenomenon of a text."
    ),
    sureness=Sureness.possible,
    run=run,
)
