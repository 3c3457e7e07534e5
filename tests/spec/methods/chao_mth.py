"""What does ``chao-mth`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import KOSOVO_ROUNDED, TWO_LISTS

SPECIFICATIONS = (
    Specification(
        title="Worked by hand",
        words=(
            "Three lists that name 80, 50 and 20 in a hundred of 1,250 people, independently: "
            "a bound finds the total where nobody differs."
        ),
        table="court,press,union,count\n1,0,0,400\n0,1,0,100\n0,0,1,25\n1,1,0,400\n1,0,1,100\n0,1,1,25\n1,1,1,100\n",
        expression="estimate(table, 'chao-mth')",
        answer=1250.0,
    ),
    Specification(
        title="The lists of Kosovo",
        words="Above independence by a sixth: some people were easier to find than others.",
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'chao-mth')",
        answer=Near(
            numbers=(8_591, 8_189, 9_027), source="Rcapture 1.4-4, closedpCI, Mth Chao (LB)", to=0.5
        ),
    ),
    Specification(
        title="When it gives no number",
        words="Lists of different reach need a third list to be told apart from people who differ.",
        table=TWO_LISTS,
        expression="reason(table, 'chao-mth')",
        answer="This method needs at least 3 lists that name somebody; here are 2.",
    ),
)
