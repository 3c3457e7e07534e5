"""What does ``petersen`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words="60 people on one list, 50 on the other, 20 on both: 60 x 50 / 20.",
        table=TWO_LISTS,
        expression="estimate(table, 'petersen')",
        answer=60 * 50 / 20,
    ),
    Specification(
        title="What it says beside its number",
        words="Two lists hold no trace of whether they depend on each other.",
        table=TWO_LISTS,
        expression="warning(table, 'petersen')",
        answer=(
            "Two lists cannot show whether they depend on each other; the number holds only "
            "if they do not, and nothing in the records can tell. Do not publish it alone."
        ),
    ),
    Specification(
        title="When it gives no number",
        words="The formula divides by the people on both lists.",
        table="court,press,count\n1,0,40\n0,1,30\n",
        expression="reason(table, 'petersen')",
        answer=(
            "No record is on more than one list, so nothing is known about how many are on none."
        ),
    ),
)
