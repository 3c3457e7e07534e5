"""Write docs/explanation/validation.md: every method on the four lists of Kosovo beside a census.

The methods are run when the page is built, with the settings that stand when nobody chooses; the
figures of the register of the dead come from the reference case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from onrecord.core.estimate import Estimate, all_methods
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.reference import ReferenceCase, kosovo
from onrecord.reference.census import Reading, Side, ceilings, side

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "validation.md"
_SIDES = {
    Side.above: "**whole interval above**",
    Side.number_above: "number above, interval reaches below",
    Side.number_below: "number below, interval reaches above",
    Side.below: "below",
}
_PAGE = """\
# What the methods say where the truth is nearly known

This page is built by `make docs` from a run of every method; do not edit it by hand.

For most wars nobody knows how many were killed, so that no method can be held against the truth.
For Kosovo there is a register that comes near it. This page holds every method against it. It is
one case: a method that agrees here is not thereby right, and may agree for the wrong reason.

## Two counts of two populations

**The four lists** name people who were killed from 20 March to 22 June 1999: {observed} distinct
persons, by exhumations, the American Bar Association, the OSCE and Human Rights Watch (Ball, Betts,
Scheuren, Dudukovich and Asher 2002). Their report speaks of Kosovar Albanians, in one place (page
5) of *civilians*. In its description of the data we found no rule that leaves out members of armed
formations or people of other communities.

**The register** is the Kosovo Memory Book of the Humanitarian Law Center, state of December 2014:
{all} persons who died or went missing in connection with the war from January 1998 to December
2000, of every community, civilians and members of armed formations. {albanians_all} of them were
Albanians, {civilians_all} civilians ({albanian_civilians} of these Albanians). By its publisher's
account two independent evaluations (Krüger and Ball 2014; Spagat 2014) found that it documents all
or nearly all of these losses. It is a register of names that were looked for during fifteen years,
not an estimate.

So the register counts *more*: thirty-six months and not three, the missing beside the killed, and,
by two of three readings, other people. How many of its persons were killed between 20 March and 22
June 1999 has not been published, as far as we found. What it gives is a number that the truth of
the four lists **cannot exceed**, one for each reading of whom the lists name:

| The lists name | The truth is below | Because |
| --- | ---: | --- |
| everybody killed | {everybody} | {all} (as of 2014) less {in_1998} of 1998 (as of 2011) |
| Albanians | {albanians} | Albanians of all three years; those of 1998 are not given apart |
| Albanian civilians | {albanian_civilians} | Albanian civilians of all three years |

{where}

The truth lies below these numbers, not at them: people who were killed or went missing before 20
March 1999 and after 22 June 1999 are in all three. If everybody who died in 1998 was Albanian,
{left} Albanians are left for 1999 and 2000; if nobody was, {albanians} are.

The other way round, a register can lack people, and two records of one person may have stayed apart
among the lists, which makes every estimate too high.

## Every method beside it

{table}

{notes}
## What it shows

- **Too high, whoever is meant.** The whole interval of {refuted} lies above {everybody}. Those that
  admit dependence of two lists only leave out what the records show: that three of these lists
  depend on one another together.
- **The number too high, the interval not.** {beyond}. The interval held a possible answer; the
  number that a reader remembers was not one.
- **Not contradicted, if Albanians are meant** (at most {albanians}): {fitting}.
- **Not contradicted, if Albanian civilians are meant** (at most {albanian_civilians}): only {low}:
  numbers for lists that do not depend on one another, which these do. If the report means
  civilians, nearly every method is too high, and the lists, their matching or the register would
  have to explain it.
- **The bounds hold**: {held} begin below even the lowest ceiling. They say at least {least}; where
  such a number itself stands above {albanian_civilians}, only its interval leaves room for the last
  reading.
- **Among best guesses, the errors that can be seen here go up.** A ceiling shows no other kind. In
  [simulated populations](calibration.md) with people who differ they go down. So neither direction
  may be taken for granted.

## What it does not show

- **It refutes; it does not confirm.** A number below a ceiling may still be far too low: at 5,000
  every cell of the table would say *below*.
- **One agreement proves nothing.** The number that was published, {published}, lies below the first
  two ceilings and above the third. Whether it is right hangs on whom the lists name, which the
  report does not settle. And it came from one of nine models that the report found to fit, whose
  numbers go from 9,824 to 22,923.
- **The methods are not independent witnesses.** They read the same {observed} records, and those
  limited to pairs of lists make the same mistake together.
- A ceiling that is nearer to the truth would need the register's count of people killed between 20
  March and 22 June 1999, by community and kind. The Humanitarian Law Center can make it.

> {notice}
"""


def render() -> str:
    """Return the whole page."""
    case = kosovo()
    table = _table_of(case)
    answers = [answer for method in all_methods() for answer in method.estimate(table)]
    numbers = [answer for answer in answers if answer.N is not None]
    limits = {ceiling.reading: ceiling.persons for ceiling in ceilings(case)}
    in_1998 = _figure(case, "F023")
    return _PAGE.format(
        observed=f"{table.observed:,.0f}",
        all=f"{_figure(case, 'F016'):,.0f}",
        in_1998=f"{in_1998:,.0f}",
        albanians_all=f"{_figure(case, 'F017'):,.0f}",
        civilians_all=f"{_figure(case, 'F020'):,.0f}",
        left=f"{limits[Reading.albanians] - in_1998:,.0f}",
        everybody=f"{limits[Reading.everybody]:,.0f}",
        albanians=f"{limits[Reading.albanians]:,.0f}",
        albanian_civilians=f"{limits[Reading.albanian_civilians]:,.0f}",
        where=_where(case),
        table=_table(numbers, limits),
        notes=_notes(answers),
        **_shows(numbers, limits),
        published=f"{_figure(case, 'F001'):,.0f}",
        notice=case.capture_histories.required_notice,
    )


def _figure(case: ReferenceCase, name: str) -> float:
    value = case.figure(name).quantity.value
    if value is None:
        raise ValueError(name)
    return value


def _where(case: ReferenceCase) -> str:
    """Return where each figure of the ceilings was read, and how well it is checked."""
    values = {value.id: value for value in (*case.figures, *case.totals)}
    used = dict.fromkeys(name for ceiling in ceilings(case) for name in ceiling.sources)
    read = (f"{name} ({values[name].where}, {values[name].status})" for name in used)
    return f"Figures of the reference case: {', '.join(read)}."


def _table_of(case: ReferenceCase) -> CaptureHistories:
    rows = case.capture_histories.rows
    histories = np.array([history for history, _ in rows], dtype=np.int8)
    return CaptureHistories(
        case.capture_histories.lists, histories, np.array([count for _, count in rows])
    )


def _side(answer: Estimate, ceiling: float) -> Side:
    if answer.N is None:
        raise ValueError(answer.method)
    return side(
        ceiling,
        number=answer.N,
        low=answer.low,
        high=answer.high,
        at_least=answer.lower_bound,
    )


def _name(answer: Estimate) -> str:
    kind = f" ({answer.model})" if answer.method == "sample-coverage" else ""
    return f"{'≥ ' if answer.lower_bound else ''}`{answer.method}`{kind}"


def _table(answers: Iterable[Estimate], limits: dict[Reading, float]) -> str:
    heads = ["Method", "Number", "95 per cent interval"]
    heads += [f"Beside {persons:,.0f}" for persons in limits.values()]
    rows = [heads, ["---", "---:", "---:", *("---" for _ in limits)]]
    for answer in sorted(answers, key=lambda answer: answer.N or 0.0):
        high = "no end" if answer.high is None else f"{answer.high:,.0f}"
        interval = "–" if answer.low is None else f"{answer.low:,.0f} to {high}"
        verdicts = (_SIDES[_side(answer, persons)] for persons in limits.values())
        rows.append([_name(answer), f"{answer.N:,.0f}", interval, *verdicts])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _notes(answers: Sequence[Estimate]) -> str:
    refused = [answer for answer in answers if answer.refused is not None]
    lines = [f"- {_name(answer)} gives no number: *{answer.refused}*" for answer in refused]
    return "Sorted by the number; ≥ is a lower bound.\n\n" + "\n".join(lines) + "\n"


def _shows(answers: Sequence[Estimate], limits: dict[Reading, float]) -> dict[str, str]:
    """Return what the words about the run hold, each counted from the rows of the table."""
    everybody = limits[Reading.everybody]
    civilians = limits[Reading.albanian_civilians]
    best = [answer for answer in answers if not answer.lower_bound]
    bounds = [answer for answer in answers if answer.lower_bound]
    held = [answer for answer in bounds if _side(answer, civilians) is not Side.above]
    sides = [(answer, _side(answer, everybody)) for answer in best]
    return {
        "refuted": _names(answer for answer, at in sides if at is Side.above),
        "beyond": _names(answer for answer, at in sides if at is Side.number_above),
        "fitting": _names(a for a in best if (a.N or 0.0) <= limits[Reading.albanians]),
        "low": _names(answer for answer in best if (answer.N or 0.0) <= civilians),
        "held": f"{len(held)} of {len(bounds)}",
        "least": _range(bounds),
    }


def _names(answers: Iterable[Estimate]) -> str:
    names = [_name(answer) for answer in sorted(answers, key=lambda answer: answer.N or 0.0)]
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def _range(answers: Sequence[Estimate]) -> str:
    totals = [answer.N or 0.0 for answer in answers]
    return f"{min(totals):,.0f} to {max(totals):,.0f}"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
