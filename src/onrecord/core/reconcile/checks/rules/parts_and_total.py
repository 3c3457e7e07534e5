"""Do the parts that a text gives of a total sum to it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, PartsOfTotal
from onrecord.core.reconcile.checks.reach import rounding_unit

NAME = "parts_and_total"
_FLOAT_ROOM = 1e-9


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield one finding for each total with parts: that it holds, or by how much it does not."""
    for document in dossier.documents:
        for total in document.totals:
            found = check_total(total) if _is_listing(document, total) else None
            if found is not None:
                yield found


_ONLY_A_MARK = re.compile(r"[^\w]*[:=(]\s*$")
_NEAR_ENOUGH = 0.2
_GOES_ON = re.compile(r"[^.;:()\d]{0,25}(?:\+|,|\band\b)\s*\d")
"""What follows the last part where the list has more of them than were read."""


def _is_listing(document: Document, total: PartsOfTotal) -> bool:
    """Say whether the numbers read as parts at all: none above the total, none left unread.

    Where no word but a bracket or colon announces the parts, a sum that lies a fifth away from
    the total is taken for other numbers.
    """
    whole = total.total.number or 0.0
    parts = [part.number or 0.0 for part in total.parts]
    if not parts or max(parts) > whole:
        return False
    last = max(part.span.end for part in total.parts)
    if sum(parts) < whole and _GOES_ON.match(document.text, last):
        return False
    between = document.text[total.total.span.end : total.parts[0].span.start]
    is_near = abs(sum(parts) - whole) <= _NEAR_ENOUGH * whole
    return is_near or not _ONLY_A_MARK.search(between) or bool(re.search(r"\b(?:of|incl)", between))


def check_total(total: PartsOfTotal) -> Finding | None:
    """Compare a total with its parts; ``None`` where one of them gives no single number.

    Whole numbers of people are counts and must sum exactly. Where the difference is one that
    rounding all of them to tens, hundreds or more could make (half a unit for each number), the
    finding is only ``low``. Shares are always rounded: there such a difference is none.
    """
    numbers = [figure.number for figure in (total.total, *total.parts, *total.taken_away)]
    if any(number is None for number in numbers):
        return None
    stated = total.total.number or 0.0
    summed = sum(part.number or 0.0 for part in total.parts)
    summed -= sum(part.number or 0.0 for part in total.taken_away)
    difference = summed - stated
    severity, verdict = _verdict(total, difference, _room(total))
    return Finding(
        check=NAME,
        severity=severity,
        what=_WHAT[severity is not Severity.info],
        explanation=Remark.of("{equation}: {verdict}", equation=_equation(total), verdict=verdict),
        passages=tuple(one.span for one in (total.total, *total.parts, *total.taken_away)),
        sureness=Sureness.certain if severity is Severity.info else Sureness.likely,
        settled_by=None if severity is Severity.info else _SETTLED,
    )


_WHAT = {
    False: Remark.of("A total and its parts were compared."),
    True: Remark.of("The parts do not sum to the total."),
}
_SETTLED = Remark.of(
    "The table or list behind the total: a residual row (others, unknown), a correction, or a "
    "slip of the pen."
)


def _verdict(total: PartsOfTotal, difference: float, room: float) -> tuple[Severity, Remark]:
    apart = abs(difference)
    is_share = total.total.quantity.is_share
    shown = _shown(apart, share=is_share)
    if apart <= _FLOAT_ROOM * max(1.0, abs(total.total.number or 0.0)):
        return Severity.info, Remark.of("the parts sum to the total.")
    if is_share and apart <= room + _FLOAT_ROOM:
        return Severity.info, Remark.of("they differ by {by}, as rounding makes them.", by=shown)
    if difference < 0 and not total.all_parts:
        return Severity.info, Remark.of(
            "the parts leave {by} open, and the wording says that there are others.", by=shown
        )
    exceeds = difference > 0
    if apart <= room:
        return Severity.low, Remark.of(_ROUNDED_ABOVE if exceeds else _ROUNDED_BELOW, by=shown)
    if exceeds:
        return Severity.high, Remark.of("the parts exceed the total by {by}.", by=shown)
    return Severity.medium, Remark.of("the parts fall short of the total by {by}.", by=shown)


_ROUNDED_ABOVE = "the parts exceed the total by {by}; rounding could explain it."
_ROUNDED_BELOW = "the parts fall short of the total by {by}; rounding could explain it."


def _room(total: PartsOfTotal) -> float:
    """Return how far rounding of every number to one unit can move the sum from the total."""
    figures = (total.total, *total.parts, *total.taken_away)
    if total.total.quantity.is_share:
        decimals = max(
            len(f"{(figure.number or 0.0) * 100:.6g}".partition(".")[2]) for figure in figures
        )
        return 0.5 * 10.0 ** -(2 + decimals) * len(figures)
    unit = min(rounding_unit(figure.number or 0.0) for figure in figures if figure.number)
    return 0.5 * unit * len(figures) if unit >= 10 else 0.0


def _equation(total: PartsOfTotal) -> str:
    share = total.total.quantity.is_share
    plus = " + ".join(_shown(part.number or 0.0, share=share) for part in total.parts)
    minus = "".join(f" − {_shown(one.number or 0.0, share=share)}" for one in total.taken_away)
    summed = sum(part.number or 0.0 for part in total.parts) - sum(
        one.number or 0.0 for one in total.taken_away
    )
    equal = abs(summed - (total.total.number or 0.0)) <= _FLOAT_ROOM * max(1.0, summed)
    return f"{_shown(total.total.number or 0.0, share=share)} {'=' if equal else '≠'} {plus}{minus}"


def _shown(number: float, *, share: bool) -> str:
    return f"{number * 100:.6g} %" if share else f"{number:,.10g}"


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("Parts that do not sum to the total that a text gives for them."),
    limits=Remark.of(
        "Only totals whose sentence names parts (of whom, consisting of, including) are seen. "
        "Where the wording leaves room for others, a shortfall is no fault."
    ),
    sureness=Sureness.certain,
    run=run,
)
