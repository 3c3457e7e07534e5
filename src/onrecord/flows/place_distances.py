"""How far apart can two places be that records mean, in kilometres?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.place import PlaceKind
from onrecord.core.kernel.remark import Remark
from onrecord.flows.place_keys import PlaceKey, PlaceStatus
from onrecord.vocab.gazetteer.gazetteer import Gazetteer

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

AT_A_DISTANCE: Final = "The two places are {low} to {high} km apart."
SAME_SETTLEMENT: Final = "Both records mean one settlement."
NO_POSITION: Final = "At least one of the two places is not known, so they can be any way apart."

Points = NDArray[np.float64]


class Distance(NamedTuple):
    """The least and the greatest distance in km; 0 to infinity where a place is not known."""

    low: float
    high: float
    remark: Remark


class PlaceDistances:
    """Distances over all places that two keys can mean (great circle).

    A key with several candidates, or with a municipality alone, has a range: from the nearest
    pair of its settlements to the farthest. A municipality is taken with all settlements that
    ever lay in it, or can have.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._in_municipality: dict[str, list[str]] = defaultdict(list)
        for place in gazetteer.by_id.values():
            if place.kind is PlaceKind.SETTLEMENT:
                for around in gazetteer.municipalities_of(place.id):
                    self._in_municipality[around].append(place.id)

    def between(self, left: PlaceKey, right: PlaceKey) -> Distance:
        """Return how far apart two places can be, with a sentence."""
        low, high = self._range(self._points(left), self._points(right))
        if left.status is right.status is PlaceStatus.FOUND and left.place == right.place:
            return Distance(0.0, 0.0, Remark.of(SAME_SETTLEMENT))
        if np.isinf(high):
            return Distance(low, high, Remark.of(NO_POSITION))
        remark = Remark.of(AT_A_DISTANCE, low=round(low, 1), high=round(high, 1))
        return Distance(low, high, remark)

    def of_pairs(
        self, keys: Sequence[PlaceKey], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return least and greatest distance in km (n, 2) of pairs given as numbers of keys (n,).

        A pair with a place that is not known has 0 and infinity. Pairs that occur more than
        once are computed once.
        """
        points = [self._points(key) for key in keys]
        single = np.array([len(one) == 1 for one in points], dtype=bool)
        first = np.array([one[0] if len(one) == 1 else (0.0, 0.0) for one in points])
        found = np.empty((len(left), 2))
        plain = single[left] & single[right]
        found[plain] = _great_circle(first[left[plain]], first[right[plain]])[:, np.newaxis]
        codes = left[~plain] * len(keys) + right[~plain]
        pairs, of_pair = np.unique(codes, return_inverse=True)
        ranges = [
            self._range(points[code // len(keys)], points[code % len(keys)]) for code in pairs
        ]
        if ranges:
            found[~plain] = np.array(ranges)[of_pair]
        return found

    def _points(self, key: PlaceKey) -> Points:
        """Return latitude and longitude (n, 2) in degrees of all that a key can mean."""
        ids = list(key.settlements)
        if key.status is PlaceStatus.MUNICIPALITY:
            ids = [one for around in key.municipalities for one in self._in_municipality[around]]
        places = [self._gazetteer.by_id[one] for one in ids]
        if not places or any(place.latitude is None for place in places):
            return np.empty((0, 2))
        return np.array([(place.latitude, place.longitude) for place in places], dtype=np.float64)

    def _range(self, left: Points, right: Points) -> tuple[float, float]:
        if not len(left) or not len(right):
            return 0.0, np.inf
        distances = _great_circle(left[:, np.newaxis], right[np.newaxis])
        return float(distances.min()), float(distances.max())


def _great_circle(left: Points, right: Points) -> NDArray[np.float64]:
    """Return distances in km by the haversine formula; positions in degrees on the last axis."""
    first, second = np.radians(left), np.radians(right)
    halves = np.sin((second - first) / 2) ** 2
    along = np.cos(first[..., 0]) * np.cos(second[..., 0])
    chord = np.clip(halves[..., 0] + along * halves[..., 1], 0, 1)
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord)))
