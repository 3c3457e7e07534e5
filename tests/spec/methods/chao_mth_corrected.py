"""What does ``chao-mth-corrected`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import INDEPENDENT, TWO_LISTS

_ON_A_LIST = 125 + 1 / 6 + 2 * (125 + 1 / 3) + 125
_OBSERVED = 3 * (125 + 1 / 6) + 3 * (125 + 1 / 3) + 125
_CHANCE = (3 - (9 - 4 * (3 - _OBSERVED / _ON_A_LIST)) ** 0.5) / 2

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words=(
            "Of three lists 1/6 is added to each cell of one list and 1/3 to each of two. Then "
            "500 5/6 are on each list and 876 1/2 on any, so that the chance p of being on a list "
            "solves p² - 3p + 3 = 876.5 / 500.8333, and 500.8333 / p - 876.5 are on none, beside "
            "the 875 who were seen. Three lists of people who are on three lists less often than "
            "these chances say leave no room for people who differ."
        ),
        table=INDEPENDENT,
        expression="estimate(table, 'chao-mth-corrected')",
        answer=875 + _ON_A_LIST / _CHANCE - _OBSERVED,
    ),
    Specification(
        title="When it gives no number",
        words="Lists of different reach need a third list, as for the bound that it corrects.",
        table=TWO_LISTS,
        expression="reason(table, 'chao-mth-corrected')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
