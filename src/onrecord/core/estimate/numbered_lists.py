"""What is a table but for the names of its lists? The same table with the lists numbered.

Every method meets its table under numbers (``Method.estimate``); the names are put back
afterwards. The numbers follow from the counts alone, neither from the names nor from the order of
the lists, so that no answer depends on these, random numbers included, and tables of different
strata or replicates that are equal but for names share one answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_MOST_ORDERS: Final = 512
"""Orders of lists that are tried where the counts tell them apart badly."""

_NUMBER: Final = re.compile(r"⟦\d{3}⟧")
_GROUP: Final = re.compile(r"\[[^\]]*\]")

_Colours = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NumberedLists:
    """A table under numbers, and the names behind them."""

    table: CaptureHistories
    """The table without its stratum and its empty cells, its lists in the order of the numbers."""
    names: Mapping[str, str]
    """The name of a list by its number, such as ``⟦001⟧``."""
    stratum: str | None
    lists: tuple[str, ...]

    def named(self, answer: Estimate) -> Estimate:
        """Return an answer for the numbered table as the answer for the table itself.

        In diagnostics, an object that tells a model by its ``terms`` has its compact notation
        under ``model``, which is counted anew by the lists of the table.
        """
        return replace(
            answer,
            lists=self.lists,
            stratum=self.stratum,
            model=self._model(answer.model),
            diagnostics=self._object(answer.diagnostics),
            warnings=tuple(map(self._remark, answer.warnings)),
            refused=None if answer.refused is None else self._remark(answer.refused),
        )

    def named_fit(self, fit: ModelFit) -> ModelFit:
        """Return the fit of a model with the names in its terms."""
        return replace(fit, model=self._by_names(fit.model))

    def _model(self, model: HierarchicalModel | str | None) -> HierarchicalModel | str | None:
        if isinstance(model, HierarchicalModel):
            return self._by_names(model)
        return None if model is None else self._text(model)

    def _by_names(self, model: HierarchicalModel) -> HierarchicalModel:
        # Its groups in the order of our lists, whichever order the method worked in.
        groups = ([self.names[name] for name in group] for group in model.generators)
        masks = (sum(1 << self.lists.index(name) for name in group) for group in groups)
        return HierarchicalModel.from_masks(masks, self.lists)

    def _remark(self, remark: Remark) -> Remark:
        return replace(
            remark, params=tuple((name, self._value(value)) for name, value in remark.params)
        )

    def _value(self, value: object) -> object:
        if isinstance(value, Remark):
            return self._remark(value)
        if isinstance(value, tuple):
            return tuple(map(self._value, value))
        return self._text(value) if isinstance(value, str) else value

    def _json(self, value: Json) -> Json:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return self._object(value)
        return [self._json(inner) for inner in value] if isinstance(value, Sequence) else value

    def _object(self, value: Mapping[str, Json]) -> dict[str, Json]:
        named = {self._text(key): self._json(inner) for key, inner in value.items()}
        terms = value.get("terms")
        if "model" in value and isinstance(terms, str) and _NUMBER.search(terms):
            groups = (_NUMBER.findall(group) for group in _GROUP.findall(terms))
            model = self._by_names(HierarchicalModel.of(groups, tuple(self.names)))
            named["model"], named["terms"] = model.by_numbers(self.lists), model.by_lists()
        return named

    def _text(self, text: str) -> str:
        """Put the names back; within the brackets of a model, quoted where they have spaces."""
        grouped = _GROUP.sub(lambda group: _NUMBER.sub(self._in_model, group[0]), text)
        return _NUMBER.sub(lambda number: self.names[number[0]], grouped)

    def _in_model(self, number: re.Match[str]) -> str:
        return HierarchicalModel(((self.names[number[0]],),)).by_lists()[1:-1]


def numbered_lists(table: CaptureHistories) -> NumberedLists:
    """Return the table with its lists numbered by what they hold.

    Where nothing in the counts tells lists apart, their names do: the answer is the same then
    whichever comes first, and a model is said of the same one, however the columns stand.
    """
    ordered = table.canonical()
    order = _canonical_order(
        ordered.histories.tolist(), ordered.counts.tolist(), len(ordered.lists)
    )
    numbers = tuple(f"⟦{place:03d}⟧" for place, _column in enumerate(order, start=1))
    return NumberedLists(
        table=CaptureHistories(numbers, ordered.histories[:, order], ordered.counts),
        names=dict(zip(numbers, (ordered.lists[column] for column in order), strict=True)),
        stratum=table.stratum,
        lists=table.lists,
    )


def _canonical_order(
    histories: list[list[int]], counts: list[float], lists: int
) -> tuple[int, ...]:
    """Return the columns in an order that depends on the counts and not on where they stand.

    Lists are told apart by what they hold, refined until nothing more is told apart; where some
    remain alike, each is tried as the next, and the order that gives the smallest table is taken.
    """
    marks = np.array(histories, dtype=np.int8).reshape(len(histories), lists)
    best: tuple[list[tuple[list[int], float]], tuple[int, ...]] | None = None
    start = _refined(histories, counts, (0,) * lists)
    for tried, order in enumerate(_orders(histories, counts, start)):
        if best is not None and tried >= _MOST_ORDERS:
            break
        rows = sorted(zip(marks[:, order].tolist(), counts, strict=True))
        if best is None or rows < best[0]:
            best = rows, order
    return best[1] if best else tuple(range(lists))


def _orders(
    histories: list[list[int]], counts: list[float], colours: _Colours
) -> Iterator[tuple[int, ...]]:
    """Yield every order that the colours leave open; equal columns are not tried in turn."""
    alike = _first_tie(colours)
    if not alike:
        yield tuple(sorted(range(len(colours)), key=lambda column: colours[column]))
        return
    seen = set()
    for column in alike:
        content = tuple(row[column] for row in histories)
        if content in seen:
            continue
        seen.add(content)
        # Doubled, so that the chosen list comes just before those it was alike to.
        chosen = tuple(2 * colour + (place != column) for place, colour in enumerate(colours))
        yield from _orders(histories, counts, _refined(histories, counts, chosen))


def _first_tie(colours: _Colours) -> list[int]:
    for colour in sorted(set(colours)):
        alike = [column for column, own in enumerate(colours) if own == colour]
        if len(alike) > 1:
            return alike
    return []


def _refined(histories: list[list[int]], counts: list[float], colours: _Colours) -> _Colours:
    """Tell lists apart by their cells and cells by their lists, until both stand still."""
    known = _ranks(colours)
    while True:
        cells = _ranks(
            (count, sorted(zip(known, row, strict=True)))
            for count, row in zip(counts, histories, strict=True)
        )
        finer = _ranks(
            (own, sorted(zip(cells, (row[column] for row in histories), strict=True)))
            for column, own in enumerate(known)
        )
        if finer == known:
            return known
        known = finer


def _ranks(values: Iterator[object] | _Colours) -> _Colours:
    """Return for each value its rank among the distinct ones."""
    found: list[object] = list(values)
    distinct: list[object] = []
    for value in sorted(found):  # type: ignore[type-var]  # all of one comparable kind
        if not distinct or value != distinct[-1]:
            distinct.append(value)
    places = {repr(value): place for place, value in enumerate(distinct)}
    return tuple(places[repr(value)] for value in found)
