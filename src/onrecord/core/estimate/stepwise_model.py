"""What is told of a model that was selected step by step: its pairs and how well it fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.result import Json
from onrecord.core.estimate.stepwise import THRESHOLD, Selected


class Fitted(TypedDict):
    """The numbers of a fit, under the names that an estimate gives them."""

    aic: float
    bic: float
    deviance: float
    diagnostics: dict[str, Json]


def model_of(selected: Selected, lists: Sequence[str]) -> HierarchicalModel:
    """Return the model by its pairs and the lists that stand alone."""
    pairs = [(lists[first], lists[second]) for first, second in selected.pairs]
    return HierarchicalModel.of([*((name,) for name in lists), *pairs], lists)


def fitted(selected: Selected, observed: float) -> Fitted:
    """Return criteria and diagnostics; terms at minus infinity count as parameters."""
    lists = len(selected.scene.counts).bit_length() - 1
    parameters = 1 + lists + len(selected.pairs)
    fit = -2 * float(selected.fits.log_likelihood[0])
    return Fitted(
        aic=fit + 2 * parameters,
        bic=fit + float(np.log(observed)) * parameters,
        deviance=float(selected.fits.deviance[0]),
        diagnostics={
            "threshold": THRESHOLD,
            "parameters": parameters,
            "df": int(selected.scene.cells.sum() - selected.scene.columns.sum()),
            "pearson": float(selected.fits.pearson[0]),
        },
    )
