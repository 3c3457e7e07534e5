"""What does ``graph-averaging`` answer, and when not?"""

from __future__ import annotations

from tests.spec.manual import Near, Specification
from tests.spec.tables import EIGHT, KOSOVO_ROUNDED

SPECIFICATIONS = (
    Specification(
        title="The lists of Kosovo",
        words="Each of the 61 decomposable graphs of four lists is weighed.",
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'graph-averaging')",
        answer=Near(numbers=(12_595, 9_827, 16_544), source="dga 2.0.2, delta 1/16", to=1),
    ),
    Specification(
        title="Another weight before any list was seen",
        words=(
            "The weight that the help page of dga shows pulls the lower end down to the observed."
        ),
        table=KOSOVO_ROUNDED,
        expression="with_interval(table, 'graph-averaging', delta=0.5)",
        answer=Near(numbers=(11_319, 4_481, 14_484), source="dga 2.0.2, delta 1/2", to=1),
    ),
    Specification(
        title="When it gives no number",
        words="Of eight lists there are 31 million graphs.",
        table=EIGHT,
        expression="reason(table, 'graph-averaging')",
        answer="This method takes at most 7 lists; here are 8.",
    ),
)
