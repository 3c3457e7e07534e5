"""What does ``loglinear-bic-bca`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words=(
            "The interval holds the doubt about the model and is three times as wide as that of "
            "the chosen model alone. Published from 1,000 samples, whose chance moves the ends by "
            "some per cent; asked here for 10,000."
        ),
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'loglinear-bic-bca', top=None, samples=10_000)",
        answer=Near(
            numbers=(10_357, 6_947, 18_010),
            source="Silverman, Chan and Vincent 2024, Table 6",
            within=0.05,
        ),
    ),
    Specification(
        title="When it gives no number",
        words="Of two lists there is one model, so that there is no choice to doubt.",
        table=TWO_LISTS,
        expression="reason(table, 'loglinear-bic-bca')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
