"""Which records are one person, if a list names hardly anybody twice?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.compare import Candidates


def matched(
    pairs: Candidates,
    probability: NDArray[np.float64],
    lists: NDArray[np.int64],
    *,
    threshold: float = 0.5,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the cluster of each record and how sure its weakest accepted link is (NaN: alone).

    First the records of one list that are one person: such pairs are rare, which their chance
    says already. Then pairs across lists, the best
    first; two groups are joined only where no list is in both. Clusters are numbered from 0 in
    the order of their first records. Ties go by the order of the records.
    """
    cluster = list(range(len(lists)))
    members = {index: [index] for index in cluster}
    held = [{number} for number in lists.tolist()]
    sure = np.full(len(lists), np.nan)
    across = lists[pairs.left] != lists[pairs.right]
    wanted = np.flatnonzero(probability >= threshold)
    ranks = (pairs.right[wanted], pairs.left[wanted], -probability[wanted], across[wanted])
    for at in wanted[np.lexsort(ranks)].tolist():
        one, two = sorted((cluster[pairs.left[at]], cluster[pairs.right[at]]))
        if one == two or (across[at] and held[one] & held[two]):
            continue
        members[one] += members.pop(two)
        held[one] |= held[two]
        for record in members[one]:
            cluster[record] = one
            sure[record] = (
                probability[at] if np.isnan(sure[record]) else min(sure[record], probability[at])
            )
    _firsts, numbers = np.unique(cluster, return_inverse=True)
    return numbers.ravel().astype(np.int64), sure
