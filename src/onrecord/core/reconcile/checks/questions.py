"""Which figures under one question cannot both hold, and which differences of scope explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names.fold import fold
from onrecord.core.reconcile.questions import Comparison, StatedFigure, Verdict, compare

NAME = "question_ranges"
_SAME_ORIGIN = Remark.of("Whether the later statement of this source corrects the earlier one.")
_TWO_ORIGINS = Remark.of("The definition, period and cut-off date of both sources.")
_SCOPE = Remark.of("A figure of one scope: same measure, people, place and period.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure of the register and where it stands."""

    figure: StatedFigure
    span: Span


def check_question(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield each pair of figures that cannot both hold, and each pair that only scope explains.

    Figures of different scope whose numbers would clash are an ``info`` that names what differs:
    they are no contradiction.
    """
    for left, right in combinations(claims, 2):
        compared = compare(left.figure, right.figure)
        if compared.verdict is Verdict.cannot_both_hold:
            yield _clash(left, right, compared)
        elif compared.differences and _numbers_clash(left.figure, right.figure):
            yield _explained(left, right, compared)


def check_register(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Yield what cannot both hold among all figures of a register, one scope after the other.

    Only figures of one whole scope are compared, so the work grows with the size of each group
    of figures and not with the square of the register.
    """
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        scope = claim.figure.scope
        key = (scope.measure, fold(scope.population), fold(scope.place), scope.period)
        if scope.measure and any((scope.population, scope.place)):
            groups[key].append(claim)
    for group in groups.values():
        yield from check_question(group)


def _clash(left: Claim, right: Claim, compared: Comparison) -> Finding:
    same = left.figure.origin == right.figure.origin
    return Finding(
        check=NAME,
        severity=Severity.medium,
        what=Remark.of("Two figures under one question cannot both hold."),
        explanation=compared.reason,
        passages=(left.span, right.span),
        sureness=Sureness.likely,
        settled_by=_SAME_ORIGIN if same else _TWO_ORIGINS,
    )


def _explained(left: Claim, right: Claim, compared: Comparison) -> Finding:
    return Finding(
        check=NAME,
        severity=Severity.info,
        what=Remark.of("Two figures differ, and so do their scopes."),
        explanation=compared.reason,
        passages=(left.span, right.span),
        sureness=Sureness.certain,
        settled_by=_SCOPE,
    )


def _numbers_clash(left: StatedFigure, right: StatedFigure) -> bool:
    (low1, high1), (low2, high2) = left.quantity.interval(), right.quantity.interval()
    if left.quantity.unit != right.quantity.unit:
        return False
    return _above(low1, high2) or _above(low2, high1)


def _above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high
