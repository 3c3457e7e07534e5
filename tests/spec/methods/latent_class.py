"""What does ``latent-class`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Chance moves the ends of a posterior more than its middle.",
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'latent-class', seed=3)",
        answer=Near(
            numbers=(10_474, 9_129, 14_145), source="LCMCR 0.4.14, eight chains", within=0.06
        ),
        compiled=True,
    ),
    Specification(
        title="When it gives no number",
        words=(
            "The method counts whole persons, and a third of a person on both lists rounds to "
            "nobody."
        ),
        table="court,press,union,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,0.3333\n",
        expression="reason(table, 'latent-class')",
        answer=(
            "Rounded to whole persons, no record is on more than one list; this method cannot "
            "count fractions of persons."
        ),
    ),
)
