"""What does ``chapman`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import INDEPENDENT, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words="Petersen with the correction for small numbers: (60 + 1) x (50 + 1) / (20 + 1) - 1.",
        table=TWO_LISTS,
        expression="estimate(table, 'chapman')",
        answer=61 * 51 / 21 - 1,
    ),
    Specification(
        title="When it gives no number",
        words="It is a formula for two lists.",
        table=INDEPENDENT,
        expression="reason(table, 'chapman')",
        answer="This method takes at most 2 lists; here are 3.",
    ),
)
