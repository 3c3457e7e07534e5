"""Write docs/reference/methods.md from the methods that there are and their specifications.

Each example of that page is a test (``tests/spec/``): its table is read, its expression is run, and
what comes out must be the answer that stands there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.spec.manual import Near, Specification, Table, general, methods_specified  # noqa: E402
from tests.spec.tables import SHARED  # noqa: E402

from onrecord.core.estimate import Method, all_methods  # noqa: E402 - tests/ is no package of ours

PAGE = ROOT / "docs" / "reference" / "methods.md"
_HEAD = """\
# Methods of estimation

This page is built by `make docs` from the methods and from `tests/spec/`; do not edit it by hand.

One file in `src/onrecord/core/estimate/methods/` is one method. A method that cannot answer for a
table gives a reason and no number. What the intervals mean stands in [how estimates are
made](../explanation/estimates.md), how often they hold the truth in [a simulation of each
method](../explanation/calibration.md), and what the methods say where the truth is nearly known in
[a comparison with a census](../explanation/validation.md).

Each example below is a test: the program must give the answer that stands here. An answer was
worked out with a pencil, or found by somebody else, who is named with how near the program must
come. Where a method says more than a number, `estimate` is the number, `estimates` each of several,
`with_interval` the number and both ends of its interval of 95 per cent, `reason` why there is no
number, and `warning` the first sentence beside it.
"""
_TABLES = """\
## The tables

A table has a column for each list, 1 for people on it, 0 for people not on it and nothing for
people whom it could not have named, and `count`.
"""


def render() -> str:
    """Return the whole page."""
    specified = methods_specified()
    parts = [
        _HEAD,
        "\n".join(_index()) + "\n",
        *(_section(method, specified[method.name]) for method in all_methods()),
        "## What holds for every method\n",
        *map(_example, general()),
        _TABLES,
        *(f"### {each.title}\n\n{each.words}\n\n{_csv(each.text)}\n" for each in SHARED),
    ]
    return "\n".join(parts)


def _index() -> Iterator[str]:
    yield "| Name | What it is | Lists | It says |"
    yield "| --- | --- | --- | --- |"
    for method in all_methods():
        says = "at least this many" if method.lower_bound else "this many"
        yield f"| [`{method.name}`](#{method.name}) | {method.title} | {_lists(method)} | {says} |"


def _lists(method: Method) -> str:
    fewest, most = method.minimum_lists, method.maximum_lists
    if fewest == most:
        return str(fewest)
    return f"{fewest} or more" if most is None else f"{fewest} to {most}"


def _section(method: Method, examples: Iterable[Specification]) -> str:
    return "\n".join(
        [
            f"## `{method.name}`\n",
            f"{method.title}. Lists: {_lists(method)}.\n",
            f"It holds if: {method.assumption}\n",
            *map(_example, examples),
        ]
    )


def _example(each: Specification) -> str:
    asked = f"`{each.expression}` gives {_answer(each.answer)}"
    if isinstance(each.table, Table):
        anchor = re.sub(r"[^\w\- ]", "", each.table.title.casefold()).replace(" ", "-")
        table = f"Table: [{each.table.title}](#{anchor})."
        return f"**{each.title}.** {each.words} {table}\n\n{asked}\n"
    return f"**{each.title}.** {each.words}\n\n{_csv(each.table)}\n\n{asked}\n"


def _csv(text: str) -> str:
    return f"```csv\n{text.strip()}\n```"


def _answer(answer: float | str | Near | None) -> str:
    if answer is None:
        return "no number."
    if isinstance(answer, str):
        return f"*{answer}*"
    if isinstance(answer, float):
        return f"**{answer:,.6g}**, worked by hand."
    numbers = answer.numbers if isinstance(answer.numbers, tuple) else (answer.numbers,)
    printed = ", ".join(f"**{number:,.6g}**" for number in numbers)
    return f"{printed}, {_tolerance(answer)}, by {answer.source}."


def _tolerance(answer: Near) -> str:
    if answer.within is not None:
        return f"within {100 * answer.within:g} per cent"
    return "to the unit" if answer.to == 1 else f"to {answer.to:g} of a person"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
