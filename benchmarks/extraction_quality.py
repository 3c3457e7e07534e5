"""How much of what a reader marks do the rules find, by kind and language, and how fast?

The sentences are those of ``tests/golden/labelled``; their parts are told apart, because rules
were written with the tuning sentences in view. Speed is that of one core on the same sentences,
which hold a figure each: ordinary text is faster.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tests.golden.labelled_sentences import (
    LANGUAGES,
    PARTS,
    Score,
    Table,
    load,
    score_dates,
    score_figures,
)

from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import find_figures

CHARACTERS = 200_000
"""Length of the text on which speed is measured."""
KINDS: dict[str, Callable[[Table, list[str]], Score]] = {
    "figures": score_figures,
    "dates": score_dates,
}


def main(argv: list[str] | None = None) -> int:
    """Print quality and speed; with ``--missed`` also what was missed and what was false."""
    shows_missed = "--missed" in (argv or [])
    tables = [load(name) for name in LANGUAGES]
    print(
        f"{'kind':8} {'language':9} {'part':9} {'precision':>9} {'recall':>7} {'F1':>5} "
        f"{'side':>5} {'marked':>7}"
    )
    for kind, score_of in KINDS.items():
        for table in tables:
            for part in PARTS:
                show(kind, table.language, part, score_of(table, [part]), more=shows_missed)
    print("side: group or phenomenon of a figure, role of a date, where marked and met\n")
    print(f"{'language':9} {'figures':>12} {'dates':>12} {'both':>12}  characters a second")
    for table in tables:
        show_speed(table)
    return 0


def show(kind: str, language: str, part: str, score: Score, *, more: bool) -> None:
    """Print one row of quality."""
    print(
        f"{kind:8} {language:9} {part:9} {score.precision:9.2f} {score.recall:7.2f} "
        f"{score.f1:5.2f} {score.side:5.2f} {score.marked:7}"
    )
    if more:
        for name, found in (("missed", score.missed), ("false", score.false)):
            for one in found:
                print(f"    {name}: {one}")


def show_speed(table: Table) -> None:
    """Print one row of speed."""
    paragraph = table.text.replace("\n\n", " ") + "\n\n"
    text = paragraph * (CHARACTERS // len(paragraph) + 1)
    figures = seconds(lambda: list(find_figures(text)))
    dates = seconds(lambda: list(find_dates(text)))
    rates = (len(text) / figures, len(text) / dates, len(text) / (figures + dates))
    print(f"{table.language:9} " + " ".join(f"{rate:12,.0f}" for rate in rates))


def seconds(work: Callable[[], object]) -> float:
    """Return how much processor time a call takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
