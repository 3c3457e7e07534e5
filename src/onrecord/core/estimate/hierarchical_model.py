"""Which lists may depend on which, and how that is written down.

A term is a set of lists, held as a bitmask: list i (from 0) is bit i. A hierarchical model holds
with each term all its parts, so its largest terms, the generators, say it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, compress

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError

_PLAIN_NAME = re.compile(r"[^\s\[\]\"]+")


@dataclass(frozen=True, slots=True)
class HierarchicalModel:
    """A log-linear model named by its generators, each a group of list names."""

    generators: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, generators: Iterable[Iterable[str]], lists: Sequence[str]) -> HierarchicalModel:
        """Return the model with these generators; lists that none names stand alone.

        Raises UsageError for a name that is not among the lists.
        """
        masks = {1 << index for index in range(len(lists))}
        for generator in generators:
            mask = 0
            for name in generator:
                if name not in lists:
                    raise UsageError("The table has no list of this name.", value=name)
                mask |= 1 << lists.index(name)
            masks.add(mask)
        return cls.from_masks(masks, lists)

    @classmethod
    def from_masks(cls, masks: Iterable[int], lists: Sequence[str]) -> HierarchicalModel:
        """Return the model whose terms, or largest terms, are these bitmasks."""
        terms = set(masks)
        largest = [
            mask
            for mask in terms
            if mask and not any(mask != other and mask & other == mask for other in terms)
        ]
        largest.sort(key=term_order)
        return cls(tuple(tuple(lists[index] for index in members(mask)) for mask in largest))

    def masks(self, lists: Sequence[str]) -> frozenset[int]:
        """Return every term of the model as a bitmask over these lists, 0 (the constant) too."""
        terms = {0}
        for generator in self.generators:
            bits = [1 << lists.index(name) for name in generator]
            for size in range(1, len(bits) + 1):
                terms.update(sum(part) for part in combinations(bits, size))
        return frozenset(terms)

    def by_lists(self) -> str:
        """Return the model by names, such as ``[EXH ABA OSCE][EXH HRW][OSCE HRW]``."""
        return "".join(f"[{' '.join(map(_quoted, group))}]" for group in self.generators)

    def by_numbers(self, lists: Sequence[str]) -> str:
        """Return the model by places in the order of the lists, such as ``[123,14,34]``."""
        joint = "" if len(lists) < 10 else "-"
        groups = (
            joint.join(str(lists.index(name) + 1) for name in group) for group in self.generators
        )
        return f"[{','.join(groups)}]"


@lru_cache(maxsize=4096)
def members(mask: int) -> tuple[int, ...]:
    """Return the places of the lists in a bitmask, from 0."""
    return tuple(index for index in range(mask.bit_length()) if mask >> index & 1)


def term_order(mask: int) -> tuple[int, tuple[int, ...]]:
    """Return the sort key that puts large terms first and then follows the order of the lists."""
    return (-mask.bit_count(), members(mask))


@lru_cache(maxsize=64)
def terms(lists: int, order: int) -> tuple[int, ...]:
    """Return all terms of up to ``order`` lists: the constant, the lists, the pairs and so on."""
    return tuple(
        sum(1 << index for index in group)
        for size in range(order + 1)
        for group in combinations(range(lists), size)
    )


@lru_cache(maxsize=16)
def all_models(lists: int, order: int) -> NDArray[np.bool_]:
    """Return every hierarchical model that holds each list: models x ``terms(lists, order)``.

    There are 8 models of 3 lists (order 2), 113 of 4 (order 3), 1,024, 6,212 and 6,893 of 5
    (order 2, 3 and 4).
    """
    models = [frozenset({0, *(1 << index for index in range(lists))})]
    for size in range(2, order + 1):
        candidates = [term for term in terms(lists, order) if term.bit_count() == size]
        models = [grown for model in models for grown in _grown(model, candidates)]
    columns = terms(lists, order)
    table = np.array([[term in model for term in columns] for model in models], dtype=np.bool_)
    table.setflags(write=False)
    return table


@lru_cache(maxsize=16)
def named_models(lists: tuple[str, ...], order: int) -> tuple[HierarchicalModel, ...]:
    """Return the models of ``all_models`` with their generators by name, in the same order."""
    columns = sorted(terms(len(lists), order), key=term_order)
    groups = [tuple(lists[index] for index in members(term)) for term in columns]
    places = [terms(len(lists), order).index(term) for term in columns]
    held = all_models(len(lists), order)[:, places]
    within = np.array(
        [[part != whole and part & whole == part for part in columns] for whole in columns]
    )
    # A term is a generator where no larger one of the model holds it.
    largest = held & ~(held.astype(np.float32) @ within > 0)
    return tuple(HierarchicalModel(tuple(compress(groups, row))) for row in largest.tolist())


def _grown(model: frozenset[int], candidates: Sequence[int]) -> Iterable[frozenset[int]]:
    """Yield the model with every choice of terms one size larger, all of whose parts it holds."""
    allowed = [
        term for term in candidates if all(term & ~(1 << index) in model for index in members(term))
    ]
    for size in range(len(allowed) + 1):
        for chosen in combinations(allowed, size):
            yield model.union(chosen)


def _quoted(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name
    return '"' + name.replace('"', '""') + '"'
