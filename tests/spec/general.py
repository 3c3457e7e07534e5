"""What holds whatever the method?"""

from __future__ import annotations

from tests.spec.manual import Specification
from tests.spec.tables import HARDLY_MEET, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="Records of weight one third",
        words="Counts may be fractions; a third of the records gives a third of the total.",
        table="court,press,count\n1,0,13.3333333333\n0,1,10\n1,1,6.6666666667\n",
        expression="estimate(table, 'petersen')",
        answer=50.0,
    ),
    Specification(
        title="Two lists that depend on each other",
        words=(
            "With a term for court and press, only the union is independent of the other two "
            "together: 60 on either, 50 on the union, 20 on both sides."
        ),
        table=(
            "court,press,union,count\n1,0,0,15\n0,1,0,15\n1,1,0,10\n0,0,1,30\n"
            "1,0,1,5\n0,1,1,5\n1,1,1,10\n"
        ),
        expression="model(table, 'court press')",
        answer=60 * 50 / 20,
    ),
    Specification(
        title="The interval says how it was made",
        words="Two profiles give two intervals, so the name of the method stands beside it.",
        table=TWO_LISTS,
        expression="interval_method(table, 'petersen')",
        answer="multinomial-profile",
    ),
    Specification(
        title="A model whose estimate does not exist",
        words="Court and press overlap, nothing else does: a term for the pair cannot be fitted.",
        table=HARDLY_MEET,
        expression="model(table, 'court press')",
        answer=None,
    ),
    Specification(
        title="Overlaps that are empty",
        words=(
            "The two empty overlaps leave the table with their terms, and what stays is the "
            "court against the press: 46 x 36 / 6, and the 20 of the union."
        ),
        table=HARDLY_MEET,
        expression="model(table, 'court union', 'press union')",
        answer=46 * 36 / 6 + 20,
    ),
)
