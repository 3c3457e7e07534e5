"""What does ``downhill-bic`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo, up to three lists together",
        words="It fits 31 of 113 models and ends at the best of all.",
        table=KOSOVO_ROUNDED,
        expression="estimate(table, 'downhill-bic', order=3)",
        answer=Near(numbers=10_357, source="MultipleSystemsEstimation 1.2.0, downhill", to=0.5),
    ),
    Specification(
        title="Pairs of lists only",
        words="As it stands the method admits pairs: HRW and ABA alone (2 and 4) are not joined.",
        table=KOSOVO_ROUNDED,
        expression="chosen_model(table, 'downhill-bic')",
        answer="[12,13,14,23,34]",
    ),
    Specification(
        title="When it gives no number",
        words="Of two lists there is one model, so that there is nowhere to go.",
        table=TWO_LISTS,
        expression="reason(table, 'downhill-bic')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
