"""How far two names, or two parts of names, agree: the levels and the sentence of each."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class NameLevel(IntEnum):
    """From names that cannot be compared to names written alike; a higher level agrees more."""

    NOT_COMPARABLE = -1
    DIFFERENT = 0
    NAMESAKES = 1
    OPEN = 2
    CLOSE = 3
    ONE_LETTER = 4
    ENDING = 5
    VARIANT = 6
    SAME_NAME = 7
    SAME_SPELLING = 8


NOT_STATED: Final = "One of the two does not state this part of the name."
DIFFERENT: Final = "{left} and {right} are different names."
BOTH_KNOWN: Final = "{left} and {right} are spelt alike, but both are known names of their own."
OF_BOTH_SEXES: Final = "{left} and {right} differ as the names of a man and a woman do."
INITIAL: Final = "{left} and {right} fit as far as an initial tells."
CLOSE: Final = "{left} and {right} are spelt alike (likeness {likeness} of 1)."
ONE_LETTER: Final = "{left} and {right} differ by one letter."
ENDING: Final = "{left} and {right} differ by an ending of the language only."
FAMILY_ENDING: Final = (
    "{left} and {right} differ by the ending of a family name only; they can be two families."
)
SHORT_FORM: Final = "{left} and {right} stand for one name."
ONE_OF_SEVERAL: Final = "{left} and {right} share one of several names."
SAME_NAME: Final = "{left} and {right} are one name in two spellings."
SAME_SPELLING: Final = "{left} and {right} are written alike."

BOTH_PARTS: Final = "Given name: {given} Surname: {surname}"
OTHER_ORDER: Final = "Given name and surname stand in the other order. {given} {surname}"
ONE_PART: Final = "Only a part of the name can be compared. {part}"
WITH_FATHERS: Final = "{names} Father's name: {father}"
OTHER_FATHER: Final = "The names agree and the fathers' do not, as with namesakes. {names} {father}"
NOTHING_SHARED: Final = "The two state no part of the name that could be compared."
