"""What does ``darroch`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import EVEN, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words=(
            "Beside the other two ways in which people may differ, on the same records: 9,328 "
            "and 18,387."
        ),
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'darroch')",
        answer=Near(
            numbers=(12_797, 11_323, 14_531),
            source="Rcapture 1.4-4, closedp and closedpCI, Mth Darroch",
            to=0.5,
        ),
    ),
    Specification(
        title="What it says beside its number",
        words="Three assumptions fit alike; the records choose none of them.",
        table=KOSOVO_ROUNDED,
        expression="warning(table, 'darroch')",
        answer=(
            "How people differ is assumed, not seen in the records: other assumptions fit as "
            "well and give other numbers. Compare the other methods."
        ),
    ),
    Specification(
        title="When it gives no number",
        words="People who differ are found on no list or on many, not all on two.",
        table=EVEN,
        expression="reason(table, 'darroch')",
        answer=(
            "The lists name people more evenly than by chance, which no difference between "
            "people explains: this model does not fit them."
        ),
    ),
)
