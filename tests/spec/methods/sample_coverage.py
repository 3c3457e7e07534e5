"""What does ``sample-coverage`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import HARDLY_MEET, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Three numbers: for independent lists, for high and for low coverage.",
        table=KOSOVO_ROUNDED,
        expression="estimates(table, 'sample-coverage')",
        answer=Near(numbers=(7_634, 15_046, 9_103), source="CARE1 1.1.0", to=0.5),
    ),
    Specification(
        title="When one of its numbers is missing",
        words=(
            "People are on other lists too rarely for the formula of high coverage, which "
            "would give fewer people than were seen."
        ),
        table=HARDLY_MEET,
        expression="reason(table, 'sample-coverage')",
        answer=(
            "The lists cover too little for the estimator of high coverage: by its formula "
            "there would be fewer people than were observed, or no number at all."
        ),
    ),
)
