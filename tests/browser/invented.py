"""What do the invented people of the main job bring to the register?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file that is uploaded."""

    name: str
    media_type: str
    text: str

    @property
    def content(self) -> bytes:
        """Return its bytes."""
        return self.text.encode()


REPORT = File(
    "report-bregu.txt",
    "text/plain",
    """Invented for demonstration: no such village, person or organisation exists.

THE ATTACK ON BREGU

Armed men in uniform entered Bregu in the municipality of Prizren. Linden Watch documented \
that 17 people were killed in the village. At least 120 people fled to the border in the \
following days. Between 30 and 35 houses were burned.
""",
)
ACCEPTED = "17"
EDITED = "At least 120"
REJECTED = "Between 30 and 35"
"""The words of the suggestions of the report that are decided about."""

KILLED = "17 people were killed in the village"
"""The words of the report from which an act is coded."""

LIST = File(
    "list-jasen.csv",
    "text/csv",
    """uid;име;презиме;година рођења;општина;село;датум
J1;Нора;Диелли;1998;Пећ;Луг;30.03.1999
J2;Besim;Qielli;1968;Srbica;Brdo;16.04.1999
J3;Енвер;Лумни;1971;Призрен;Брегу;12.05.1999
J4;Фатиме;Лумни;1973;Призрен;Брегу;12.05.1999
J5;Горан;Брегић;1950;Призрен;Брегу;31.02.1999
""",
)
LIST_NAME = "JASEN"
MEANINGS = ("id", "given", "surname", "birth_year", "municipality", "village", "death")
"""What the columns of the list mean, in their order."""
DATES = "%d.%m.%Y"
REFUSED_LINE, REFUSED_VALUE = "6", "31.02.1999"
"""The one row that is refused: no February has 31 days."""
NAME_IN_LATIN, NAME_IN_CYRILLIC = "nora dielli", "Нора Диелли"
"""One name as it is searched and as the list writes it."""
