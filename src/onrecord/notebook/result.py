"""What does a run hand to the person at a notebook? Rows, a drawing, a page, a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import EstimateRun, Work, without_each_list
from onrecord.notebook.document import run_document
from onrecord.notebook.drawing import Drawing, drawing_of
from onrecord.notebook.page import page_of
from onrecord.notebook.wording import persons

Row = dict[str, Json]
"""One line of a table: plain values under fixed names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """What every method says of one table and its strata."""

    run: EstimateRun
    tables: tuple[CaptureHistories, ...] = field(repr=False)
    options: Options

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every answer, stratum by stratum."""
        return self.run.estimates

    def table(self) -> list[Row]:
        """Return one row for each answer: a list of dicts, which any DataFrame takes as it is."""
        return _rows(self.run.estimates)

    def totals(self) -> list[Row]:
        """Return rows of all strata together; none where there is only one."""
        return _rows(self.run.totals)

    def models(self) -> list[Row]:
        """Return one row for each log-linear model that was fitted, with the smallest BIC first."""
        rows: list[Row] = [
            {"stratum": part.stratum, **fit.to_dict(part.lists)}  # type: ignore[dict-item]
            for part in self.run.strata
            for fit in sorted(part.models, key=lambda fit: (fit.bic is None, fit.bic or 0.0))
        ]
        return rows

    def without_each_list(self, method: str) -> list[Row]:
        """Return what one method says of the whole table and of it without each list in turn.

        ``left_out`` is None for the whole. A number that moves far when one list goes rests on
        that list. Raises UsageError for a method that does not exist.
        """
        rows: list[Row] = []
        for table in self.tables:
            for answer in without_each_list(table, method, self.options, Work()):
                rows += [{"left_out": answer.left_out, **row} for row in _rows([answer.estimate])]
        return rows

    def plot(self) -> Drawing:
        """Return a dot and an interval for each answer on one axis, as SVG that shows itself."""
        return drawing_of(self.run)

    def to_dict(self) -> dict[str, object]:
        """Return the document that ``onrecord estimate --json`` writes."""
        return run_document(self.run, self.options)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.run.estimates)

    def __len__(self) -> int:
        return len(self.run.estimates)

    def __getitem__(self, method: str) -> Estimate:
        """Return the one answer of a method.

        Raises UsageError where it has none or several, for strata or for several models.
        """
        found = [answer for answer in self.run.estimates if answer.method == method]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                "The method {method} gives {answers} answers here.",
                method=method,
                answers=len(found),
                remedy="Go through .estimates or .table() instead.",
            )
        methods = ", ".join(dict.fromkeys(answer.method for answer in self.run.estimates))
        raise UsageError(
            "No method of this name was run.", value=method, remedy=f"Those run are: {methods}."
        )

    def __repr__(self) -> str:
        numbers = sum(answer.N is not None for answer in self.run.estimates)
        strata = f", {len(self.run.strata)} strata" if len(self.run.strata) > 1 else ""
        return (
            f"<Estimates of {self.run.table}: {numbers} numbers from {len(self)} answers{strata}, "
            f"{persons(self.run.observed)} observed>"
        )

    def _repr_html_(self) -> str:
        return page_of(self.run, self.options)


def _rows(estimates: Iterable[Estimate]) -> list[Row]:
    return [
        {
            "stratum": answer.stratum,
            "method": answer.method,
            "model": answer.model_by_lists(),
            "observed": answer.observed,
            "N": answer.N,
            "low": answer.low,
            "high": answer.high,
            "level": answer.interval.level if answer.interval else None,
            "interval_method": str(answer.interval.method) if answer.interval else None,
            "lower_bound": answer.lower_bound,
            "bic": answer.bic,
            "warnings": " ".join(map(str, answer.warnings)) or None,
            "refused": None if answer.refused is None else str(answer.refused),
        }
        for answer in estimates
    ]
