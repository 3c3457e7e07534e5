"""Can all that a text says about the size of its communities hold at once?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier
from onrecord.core.reconcile.checks.linear import (
    Constraint,
    implied_range,
    is_feasible,
    only,
    smallest_clash,
)
from onrecord.core.reconcile.checks.sizes import (
    EVERYONE,
    Said,
    by_logic,
    date_of,
    group_name,
    said_of,
)

NAME = "bounds"
_MOST = 60
"""Statements of one text that are solved together: a census table is no story of a community."""


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield a finding for each date whose statements cannot all hold.

    The unknowns are the present sizes of the population and of each group named. Each share of
    the population, each count of a group and each share of a group that left is a linear bound on
    them; a group is as large as its separate parts at least. Whether any sizes meet all bounds is
    a linear programme; the smallest set of statements that clash is what is reported.
    """
    for document in dossier.documents:
        dated: dict[str, list[Said]] = defaultdict(list)
        for figure in document.figures:
            said = said_of(document, figure)
            if said is not None:
                dated[date_of(figure)].append(said)
        for statements in (said[:_MOST] for said in dated.values()):
            found = (_checked(dossier, one) for one in _by_place(statements))
            yield from islice((one for one in found if one is not None), 1)


def _by_place(statements: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the statements of each place with those that name none; a count may be of a town."""
    named = sorted({one.place for one in statements if one.place})
    places: list[str | None] = [*named] or [None]
    for place in places:
        yield [one for one in statements if one.place in (None, place)]


def _checked(dossier: Dossier, statements: Sequence[Said]) -> Finding | None:
    constraints = [one for said in statements for one in said.constraints]
    named = sorted({name for one in constraints for name in one.weights} | {EVERYONE})
    constraints += by_logic(dossier, named)
    clash = smallest_clash(constraints)
    if not clash:
        return _implied(constraints, statements)
    if len(clash) < 2:
        return None
    said = [one for one in statements if one.reason in clash]
    return Finding(
        check=NAME,
        severity=Severity.high if len(clash) > 2 else Severity.medium,
        what=Remark.of("These sizes and shares of one population cannot all hold."),
        explanation=_explanation(only(constraints, clash), said),
        passages=tuple(one.span for one in said),
        sureness=Sureness.likely,
        settled_by=Remark.of(
            "The date and the population of each number; leaving out any one of them ends the "
            "contradiction."
        ),
    )


def _implied(constraints: Sequence[Constraint], statements: Sequence[Said]) -> Finding | None:
    """Tell what the statements come to for the population, where they can all hold."""
    low, high = implied_range(constraints, EVERYONE)
    if len(statements) < 2 or low is None or low <= 1:
        return None
    return Finding(
        check=NAME,
        severity=Severity.info,
        what=Remark.of("Sizes and shares of one population can all hold."),
        explanation=Remark.of(
            _IMPLIED[high is not None],
            stated=tuple(one.sentence for one in statements),
            low=float(round(low)),
            high=float(round(high or 0.0)),
        ),
        passages=tuple(one.span for one in statements),
        sureness=Sureness.likely,
    )


_IMPLIED = {
    True: "Stated: {stated}. Together they take a population of {low} to {high}.",
    False: "Stated: {stated}. Together they take a population of at least {low}.",
}


def _explanation(constraints: Sequence[Constraint], said: Sequence[Said]) -> Remark:
    """Tell what all but one of the statements force, and that the last one does not allow it."""
    for broken in reversed(said):
        rest = [one for one in constraints if one.reason != broken.reason]
        groups = [g for one in broken.constraints for g in one.weights if g != EVERYONE]
        if not groups or not is_feasible(rest):
            continue
        others = tuple(one.sentence for one in said if one is not broken)
        found = _forced(rest, broken, groups[0], others)
        if found is not None:
            return found
    stated = tuple(one.sentence for one in said)
    return Remark.of("Stated: {stated}. No sizes of these groups meet all of it.", stated=stated)


def _forced(
    rest: Sequence[Constraint], broken: Said, group: str, others: tuple[Remark, ...]
) -> Remark | None:
    low, high = implied_range(rest, group)
    own_low, own_high = implied_range(broken.constraints, group)
    people = implied_range(rest, EVERYONE)[0] or 0.0
    shares = tuple(
        Remark.of(
            "{share} % of {people} are {part}",
            share=f"{share * 100:.4g}",
            people=float(round(people)),
            part=float(round(share * people)),
        )
        for share in _shares_at_work(rest, group)
    )
    if low is not None and own_high is not None and low > own_high:
        way, forced, allowed = ("at_least_of" if shares else "at_least"), low, own_high
    elif high is not None and own_low is not None and high < own_low:
        way, forced, allowed = "at_most", high, own_low
    else:
        return None
    return Remark.of(
        _FORCED[way],
        others=others,
        population=float(round(people)),
        shares=shares,
        group=group_name(group),
        broken=broken.sentence,
        forced=float(round(forced)),
        allowed=allowed,
    )


def _shares_at_work(rest: Sequence[Constraint], group: str) -> list[float]:
    """Return the shares of the population without which the group could be smaller."""
    least = implied_range(rest, group)[0]
    return sorted(
        abs(one.weights[EVERYONE])
        for one in rest
        if one.reason
        and one.weights.get(EVERYONE)
        and implied_range([other for other in rest if other is not one], group)[0] != least
    )


_FORCED = {
    "at_least_of": (
        "Stated: {others}. This takes a population of at least {population} ({shares}) and at "
        "least {forced} {group}. But it is also stated: {broken}; that leaves at most {allowed} "
        "{group}."
    ),
    "at_least": (
        "Stated: {others}. This takes at least {forced} {group}. But it is also stated: {broken}; "
        "that leaves at most {allowed} {group}."
    ),
    "at_most": (
        "Stated: {others}. This leaves at most {forced} {group}. But it is also stated: {broken}; "
        "that takes at least {allowed} {group}."
    ),
}


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Shares and counts of one population that cannot all hold at once."),
    limits=Remark.of(
        "A share belongs to the last group named before it. Groups that lie apart in the "
        "vocabulary are taken to share no one, and nobody to have come in. 'About' is "
        "given a tenth."
    ),
    sureness=Sureness.likely,
    run=run,
)
