"""What does ``partly-covered`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import INDEPENDENT, TWO_REGIONS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words=(
            "Among the 600 whom all lists cover 75 are on none, among the other 400 it is "
            "100; the lists are independent and reach the same share everywhere."
        ),
        table=TWO_REGIONS,
        expression="estimate(table, 'partly-covered')",
        answer=1000.0,
    ),
    Specification(
        title="When it gives no number",
        words="Where every list covers everybody, other methods do the same.",
        table=INDEPENDENT,
        expression="reason(table, 'partly-covered')",
        answer=(
            "Every list covers everybody here, so that nothing is left for this method to do: "
            "use loglinear-bic."
        ),
    ),
)
