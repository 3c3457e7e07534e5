"""To which log-linear model does BIC lead, going downhill one term at a time?

From the independence of all lists, the best neighbour is taken while it is better: a neighbour has
one more term, all of whose parts the model holds, or one of its largest terms less (Silverman, Chan
and Vincent 2024). The place where this ends need not be the best of all models.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.hierarchical_model import members
from onrecord.core.estimate.hierarchical_model import terms as terms_up_to
from onrecord.core.estimate.model_choice import Terms, try_models


@dataclass(frozen=True, slots=True)
class Tried:
    """A model on the way, with its BIC and its number of people on no list."""

    model: Terms
    bic: float
    unseen: float


@dataclass(frozen=True, slots=True)
class Descent:
    """Where the search went."""

    path: tuple[Tried, ...]
    """From the first model to the one that was reached."""
    tried: tuple[Tried, ...]
    """Every model that was fitted and has an estimate."""
    fitted: int
    """Models that were fitted, those without an estimate too."""


def go_downhill(counts: NDArray[np.float64], order: int) -> Descent | None:
    """Search among models of terms of up to ``order`` lists; None where no model has an estimate.

    ``counts`` are the 2^K counts of ``cross_table``; each list must name somebody.
    """
    lists = len(counts).bit_length() - 1
    waiting: list[Terms] = [(0, *(1 << index for index in range(lists)))]
    seen: set[Terms] = set()
    tried: list[Tried] = []
    path: list[Tried] = []
    while waiting:
        seen.update(waiting)
        found = try_models(counts, waiting)
        rows = [
            Tried(model, float(bic), float(unseen))
            for model, bic, unseen in zip(waiting, found.bic, found.unseen, strict=True)
        ]
        tried.extend(row for row in rows if np.isfinite(row.bic))
        best = rows[found.chosen] if found.chosen >= 0 else None
        if best is None or (path and best.bic >= path[-1].bic - _TIE):
            break
        path.append(best)
        # What was fitted before is no better than the model now reached.
        waiting = [model for model in neighbours(best.model, lists, order) if model not in seen]
    return Descent(tuple(path), tuple(tried), len(seen)) if path else None


_TIE: Final = 1e-7


def neighbours(model: Terms, lists: int, order: int) -> list[Terms]:
    """Return the models with one allowed term more, then those with one largest term less."""
    held = frozenset(model)
    more = [
        tuple(sorted((*model, term)))
        for term in terms_up_to(lists, order)
        if term not in held and all(term & ~(1 << index) in held for index in members(term))
    ]
    less = [
        tuple(other for other in model if other != term)
        for term in model
        if term.bit_count() > 1
        and not any(term & other == term and term != other for other in model)
    ]
    return more + less
