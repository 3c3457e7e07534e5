"""How does one estimate from a frame? One call, with every choice as a named argument."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows import estimate as flow
from onrecord.notebook.frames import COUNT, Columns, tables_of
from onrecord.notebook.result import Estimates
from onrecord.notebook.settings import Settings, options_of

Table = Columns | CaptureHistories | Sequence[CaptureHistories] | str | Path


def estimate(
    table: Table,
    *,
    lists: Sequence[str] | None = None,
    count: str | None = COUNT,
    strata: Sequence[str] = (),
    methods: Sequence[str] = (),
    name: str | None = None,
    **settings: Unpack[Settings],
) -> Estimates:
    """Estimate how many people no list names, by several methods side by side.

    ``table`` is a DataFrame of pandas or Polars, a dict of columns, a structured array, the path
    of a CSV file, or one or several ``CaptureHistories``. Its rows are people, or histories with
    a count of people each.

    ``lists`` are the columns with 1 or True (named), 0 or False (not named) and None or NaN (not
    covered); without it, every column that is neither ``count`` nor in ``strata``. ``count`` is
    the column with how many people a row stands for, used where it is there; None makes every
    row one person. Each combination of values of the columns ``strata`` is estimated by itself,
    and the totals over all of them are in ``totals``.

    ``methods`` are names, such as ``loglinear-bic``; without them every method that fits the
    number of lists runs, slow ones too. ``name`` is what the result calls the table.

    Settings are ``seed`` (start of the random numbers of the methods that draw; None is 1),
    ``level`` of the intervals (0.95), ``order`` of the largest interaction, ``interval`` of the
    log-linear models (``multinomial-profile`` or ``poisson-profile``), ``samples`` and ``top`` of
    the bootstrap, ``delta`` of averaging over graphs, ``classes``, ``expansion`` and ``chains``
    of the latent-class model, and ``threads``, on which no answer depends.

    Raises UsageError and InputError that say what is wrong, where, and what to do. What cannot
    be estimated is no error: it stands in the result with the reason.
    """
    options = options_of(settings)
    chosen = None if lists is None else _names(lists)
    tables = _tables(table, chosen, count, _names(strata))
    run = flow.estimate(
        tables,
        tuple(dict.fromkeys(_names(methods))),
        options=options,
        name=_named(table) if name is None else name,
        # In this process: a notebook has no script that worker processes could read again.
        work=flow.Work(),
    )
    return Estimates(run=run, tables=tables, options=options)


def _tables(
    table: Table, lists: Sequence[str] | None, count: str | None, strata: Sequence[str]
) -> tuple[CaptureHistories, ...]:
    if isinstance(table, str | os.PathLike):
        if count != COUNT:
            raise UsageError(
                "In a file the column of counts is called count.",
                value=count,
                remedy="Rename the column, or read the file into a frame and give that.",
            )
        return _on_lists(read_capture_table(Path(table), strata), lists)
    counted = _counted(table)
    if counted is None:
        return tables_of(table, lists, count, strata)  # type: ignore[arg-type]  # no other is left
    if strata:
        raise UsageError(
            "A table of capture histories has no columns to make strata from.",
            value=strata[0],
            remedy="Give one CaptureHistories for each stratum, in a list.",
        )
    return _on_lists(counted, lists)


def _counted(table: object) -> tuple[CaptureHistories, ...] | None:
    """Return the tables that are counted already, or None for anything else."""
    if isinstance(table, CaptureHistories):
        return (table,)
    if isinstance(table, list | tuple) and table:
        counted = [one for one in table if isinstance(one, CaptureHistories)]
        return tuple(counted) if len(counted) == len(table) else None
    return None


def _on_lists(
    tables: tuple[CaptureHistories, ...], lists: Sequence[str] | None
) -> tuple[CaptureHistories, ...]:
    return tables if lists is None else tuple(table.on_lists(lists) for table in tables)


def _named(table: object) -> str:
    return str(table) if isinstance(table, str | os.PathLike) else "table"


def _names(names: Sequence[str]) -> tuple[str, ...]:
    """Return several names, also where there is only one that stands alone."""
    return (names,) if isinstance(names, str) else tuple(map(str, names))
