"""Write docs/explanation/calibration.md from the results of benchmarks/estimation_calibration.py.

The simulation takes the better part of an hour, so that its results lie in a file with the command,
the seed, the version and the date; every number of the page is read from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "calibration.md"
RESULTS = ROOT / "benchmarks" / "results" / "calibration.json"
Row = dict[str, Any]
_GOOD = 0.9
"""Share of intervals from which a method is said to hold the truth."""

_HEAD = """\
# How often do the intervals hold the truth?

This page is built by `make docs` from `benchmarks/results/calibration.json`; do not edit it by
hand.

An interval "of 95 per cent" should hold the truth in 95 of 100 cases. Whether it does can only be
seen where the truth is known. So populations of known size were made up, people were put on lists
by chance, by a law that is written down, and every method was asked how many there are; again and
again.
"""
_TAKE = """\
## What to take from it

- **The label holds where the lists are what the method supposes, and no record tells whether they
  are.** The truth was held in at least 90 of 100 tables by {independent_good} of {independent_all}
  numbers where the lists were independent, by {dependent_good} of {dependent_all} where two lists
  depended on each other, by {sparse_good} of {sparse_all} on five sparse lists, and by {kinds_good}
  of {kinds_all} where people differed in how easy they are to find ({kinds_names}). Holding it
  there is no recommendation: the same method may be the worst [on other lists](validation.md).
- **A narrow interval is not a good one.** Where people differed, the interval of {narrow} was the
  narrowest, {narrow_width} of the truth wide, and held it in {narrow_covered} of the tables.
- **Here, methods that miss miss low.** Where people differed, {below_all} of {kinds_all} numbers
  lay below the truth in the middle: people who are hard to find are missing from every list. On
  real lists the error [can go up as well](validation.md).
- **The doubt about the model belongs in the interval, and is not all the doubt.** Where people
  differed, the choice by BIC held the truth in {bic_covered} of the tables with the interval of the
  chosen model and in {bca_covered} resampled. Resampling widens an interval; it does not move a
  number that is wrong.
- **A lower bound is modest and right more often.** At worst, its interval began above the truth in
  {bound_worst} of the tables. "At least this many" can be said where "this many" cannot. It would
  break where lists avoid one another, which those of no population here do.
- **Two lists show nothing.** Where two lists depended on each other, every number of two lists that
  is no bound lay {two_off} or more below the truth in the middle, and its interval held the truth
  in at most {two_covered} of the tables. Nothing in such a table warns the reader.
- **A refusal is an answer.** Where a method gave no number, the reason stands below the table.

No row says how a method does on your lists. Real lists depend on one another, and people differ,
both at once and in ways that no simulation here has. What the tables show is what can go wrong with
a number whose interval looks fine, and that it can go wrong in every table of a kind at once: then
it is not one case in twenty. So show several methods side by side, say what each supposes, and let
a lower bound stand beside every number.
"""
_READ = """\
## How to read the tables

*Holds truth*: of the intervals, how many hold the true number; by chance alone this moves by up to
{doubt} with {most} tables and {doubt_few} with {fewest}. *Ends below* and *begins above*: the
others, by the side on which they miss. A bound (≥) cannot miss below. *Off*: the number of the
middle table, less the truth. *Mean off*: the same of the mean; where it lies far from the middle, a
few tables give numbers of another size. *Width*: of the middle interval, in parts of the truth.
*No number*: tables for which the method refused. *No limits*: tables with a number that has no
interval.

Settings: seed {seed}, level {level}, {samples} samples for the methods that resample (1,000 or more
when nobody chooses), everything else as it stands when nobody chooses. {fewer}
"""


def render(results: Path = RESULTS) -> str:
    """Return the whole page."""
    found = json.loads(results.read_text(encoding="utf-8"))
    rows: list[Row] = found["rows"]
    parts = [
        _HEAD,
        "## In one table\n\nOf the intervals, how many hold the truth. ≥ is a lower bound.\n",
        _overview(found["scenes"], rows) + "\n",
        _TAKE.format(**_said(found["scenes"], rows)),
        _READ.format(**_settings(found, rows)),
        *(_scene(scene, _of(rows, scene["title"])) for scene in found["scenes"]),
        _made(found),
    ]
    return "\n".join(parts)


def _made(found: Row) -> str:
    packages = ", ".join(f"{name} {found[name]}" for name in ("numpy", "scipy", "numba"))
    return (
        f"Made on {found['date']} with version {found['version']} ({packages}) by\n\n"
        f"```sh\n{found['command']}\n```\n"
    )


def _of(rows: Iterable[Row], scene: str) -> list[Row]:
    return sorted((row for row in rows if row["scene"] == scene), key=lambda row: row["name"])


def _overview(scenes: Sequence[Row], rows: Sequence[Row]) -> str:
    names = sorted({row["name"] for row in rows})
    at = {(row["name"], row["scene"]): row for row in rows}
    bounds = {row["name"] for row in rows if row["at_least"]}
    lines = [
        [
            f"{'≥ ' if name in bounds else ''}{name}",
            *(_covered(at.get((name, scene["title"]))) for scene in scenes),
        ]
        for name in names
    ]
    return _table(["Method", *(scene["title"].capitalize() for scene in scenes)], lines)


def _covered(row: Row | None) -> str:
    return "" if row is None else _share(row["covered"])


def _said(scenes: Sequence[Row], rows: Sequence[Row]) -> dict[str, str]:
    """Return the numbers that the words hold."""
    titles = [scene["title"] for scene in scenes]
    estimates = [row for row in rows if not row["at_least"]]
    independent, dependent, kinds, sparse = (_of(estimates, title) for title in titles[:4])
    narrow = min(kinds, key=lambda row: row["width"])
    two = _of(estimates, titles[-1])
    bounds = [row for row in rows if row["at_least"]]
    at = {row["name"]: row for row in kinds}
    said = {
        "narrow": f"`{narrow['name']}`",
        "kinds_names": ", ".join(f"`{row['name']}`" for row in kinds if _good(row)) or "none",
        "narrow_width": _share(narrow["width"]),
        "narrow_covered": _share(narrow["covered"]),
        "below_all": str(sum(row["middle"] < 0 for row in kinds)),
        "bic_covered": _share(at["loglinear-bic"]["covered"]),
        "bca_covered": _share(at["loglinear-bic-bca"]["covered"]),
        "bound_worst": _share(max(row["above"] for row in bounds)),
        "two_off": _share(-max(row["middle"] for row in two)),
        "two_covered": _share(max(row["covered"] for row in two)),
    }
    for name, some in (
        ("independent", independent),
        ("dependent", dependent),
        ("kinds", kinds),
        ("sparse", sparse),
    ):
        said[f"{name}_all"] = str(len(some))
        said[f"{name}_good"] = str(sum(map(_good, some)))
    return said


def _good(row: Row) -> bool:
    return (row["covered"] or 0.0) >= _GOOD


def _settings(found: Row, rows: Sequence[Row]) -> dict[str, str]:
    level = found["level"]
    most, fewest = (pick(row["tables"] for row in rows) for pick in (max, min))
    fewer = sorted({row["method"] for row in rows if row["tables"] < most})
    return {
        "doubt": _share(2 * (level * (1 - level) / most) ** 0.5),
        "doubt_few": _share(2 * (level * (1 - level) / fewest) ** 0.5),
        "most": str(most),
        "fewest": str(fewest),
        "seed": str(found["seed"]),
        "level": _share(level),
        "samples": str(found["samples"]),
        "fewer": (
            f"The methods that take longest ({', '.join(f'`{name}`' for name in fewer)}) "
            f"were asked for the first {fewest} tables of each kind."
            if fewer
            else "Every method was asked for every table."
        ),
    }


def _scene(scene: Row, rows: Sequence[Row]) -> str:
    heads = ("Method", "Tables", "Holds truth", "Ends below", "Begins above", "Off", "Mean off")
    heads = (*heads, "Width", "No number", "No limits")
    lines = [
        [
            f"{'≥ ' if row['at_least'] else ''}{row['name']}",
            str(row["tables"]),
            *(_share(row[key]) for key in ("covered", "below", "above")),
            *(_signed(row[key]) for key in ("middle", "bias")),
            *(_share(row[key]) for key in ("width", "refused", "bare")),
        ]
        for row in rows
    ]
    reasons = [
        f"- {row['name']} gave no number for {_share(row['refused'])} of the tables, most often: "
        f"*{row['reason']}*"
        for row in rows
        if row["reason"]
    ]
    return (
        f"## {scene['title'].capitalize()}\n\n{scene['words']} {scene['truth']:,} people, "
        f"{rows[0]['observed']:,.0f} of them on some list on average.\n\n{_table(heads, lines)}\n"
        + ("\n" + "\n".join(reasons) + "\n" if reasons else "")
    )


def _share(share: float | None) -> str:
    if share is None:
        return "–"
    return f"{100 * share:.1f} %" if abs(share) < 100 else f"{share:,.0f} times"


def _signed(share: float | None) -> str:
    if share is None:
        return "–"
    return f"{100 * share:+.1f} %" if abs(share) < 100 else f"{share:,.0f} times"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
