"""What does ``chao-mh`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import STRANGERS, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words="70 people on one list, 20 on two, two lists: 90 + 1/2 x 70 x 69 / (2 x 21).",
        table=TWO_LISTS,
        expression="estimate(table, 'chao-mh')",
        answer=90 + 0.5 * 70 * 69 / 42,
    ),
    Specification(
        title="When it gives no number",
        words="Without overlap nothing bounds the number.",
        table=STRANGERS,
        expression="reason(table, 'chao-mh')",
        answer=(
            "No record is on more than one list, so nothing is known about how many are on none."
        ),
    ),
)
