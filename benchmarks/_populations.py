"""Which populations of known size do the methods of estimation have to find?

Each scene draws people, and which lists name them, from a law that is written down here; so it is
known how many there are, and which assumption the lists break.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories

Marks = NDArray[np.int8]
"""People x lists: 1 named, 0 not named, -1 not covered."""

_NAMES = ("court", "hospital", "press", "union", "school")


@dataclass(frozen=True, slots=True)
class Scene:
    """A population of a known size, and how lists name its people."""

    title: str
    words: str
    """How its people come onto the lists."""
    truth: int
    people: Callable[[int, np.random.Generator], Marks]

    def table(self, chance: np.random.Generator) -> CaptureHistories:
        """Return what the lists hold of one such population."""
        marks = self.people(self.truth, chance)
        return CaptureHistories.from_records(
            _NAMES[: marks.shape[1]], marks[np.any(marks == 1, axis=1)]
        )


def tables_of(place: int, seed: int, number: int) -> list[CaptureHistories]:
    """Return the first tables of a scene; a longer run begins with those of a shorter one."""
    stream = np.random.SeedSequence(seed).spawn(len(SCENES))[place]
    chance = np.random.default_rng(stream)
    return [SCENES[place].table(chance) for _ in range(number)]


def _independent(size: int, chance: np.random.Generator) -> Marks:
    return _named(np.tile([0.2, 0.25, 0.3, 0.15], (size, 1)), chance)


def _dependent(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom those on the first list are likelier to be on the second."""
    marks = _independent(size, chance)
    second = np.where(marks[:, 0] == 1, 0.5, 0.2)
    marks[:, 1] = chance.random(size) < second
    return marks


def _two_kinds(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom three in ten are much more visible than the others."""
    visible = chance.random(size) < 0.3
    rates = np.where(visible[:, None], [0.5, 0.55, 0.6, 0.4], [0.1, 0.12, 0.15, 0.08])
    return _named(rates, chance)


def _sparse(size: int, chance: np.random.Generator) -> Marks:
    """Return people on five small lists; the first two work together, others hardly meet."""
    marks = _named(np.tile([0.04, 0.06, 0.08, 0.03, 0.01], (size, 1)), chance)
    marks[:, 1] = chance.random(size) < np.where(marks[:, 0] == 1, 0.2, 0.055)
    return marks


def _two_regions(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom four in ten could not have been named by the last list."""
    marks = _dependent(size, chance)
    marks[chance.random(size) < 0.4, -1] = NOT_COVERED
    return marks


def _two_lists(size: int, chance: np.random.Generator) -> Marks:
    return _named(np.tile([0.3, 0.4], (size, 1)), chance)


def _two_that_depend(size: int, chance: np.random.Generator) -> Marks:
    """Return people of whom those on the first list are likelier to be on the second."""
    marks = _two_lists(size, chance)
    marks[:, 1] = chance.random(size) < np.where(marks[:, 0] == 1, 0.6, 0.3)
    return marks


def _named(rates: NDArray[np.float64], chance: np.random.Generator) -> Marks:
    return (chance.random(rates.shape) < rates).astype(np.int8)


SCENES = (
    Scene(
        "independent lists",
        "Four lists name 20, 25, 30 and 15 in a hundred, and being on one says nothing about "
        "being on another.",
        1_000,
        _independent,
    ),
    Scene(
        "two lists depend on each other",
        "The same four lists, but the second names 50 in a hundred of those on the first and 20 "
        "of the others, as when one refers people to the other.",
        1_000,
        _dependent,
    ),
    Scene(
        "two kinds of people",
        "Three in ten are easy to find (four lists name 50, 55, 60 and 40 in a hundred of them), "
        "the others hard (10, 12, 15 and 8). Within a kind the lists are independent.",
        1_000,
        _two_kinds,
    ),
    Scene(
        "sparse, five lists",
        "Five small lists name 4, 6, 8, 3 and 1 in a hundred, the second more of those on the "
        "first. Many combinations hold nobody, as in data on trafficking.",
        4_000,
        _sparse,
    ),
    Scene(
        "one list covers six in ten",
        "The lists that depend on each other, and the last one could have named six people in "
        "ten only.",
        1_000,
        _two_regions,
    ),
    Scene(
        "two lists, independent",
        "Two lists name 30 and 40 in a hundred, independently.",
        1_000,
        _two_lists,
    ),
    Scene(
        "two lists that depend",
        "Two lists, of which the second names 60 in a hundred of those on the first and 30 of "
        "the others. Two lists cannot show it.",
        1_000,
        _two_that_depend,
    ),
)
