"""How is what a quantity counts called, for one and for many?

A unit that is not here is said in the word that its source uses.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import npgettext_lazy

UNITS: dict[str, Promise] = {
    "persons": npgettext_lazy("counted", "person", "persons", "count"),
    "acts": npgettext_lazy("counted", "act", "acts", "count"),
    "applications": npgettext_lazy("counted", "application", "applications", "count"),
    "bodies": npgettext_lazy("counted", "body", "bodies", "count"),
    "buildings": npgettext_lazy("counted", "building", "buildings", "count"),
    "cases": npgettext_lazy("counted", "case", "cases", "count"),
    "churches": npgettext_lazy("counted", "church", "churches", "count"),
    "claims": npgettext_lazy("counted", "claim", "claims", "count"),
    "days": npgettext_lazy("counted", "day", "days", "count"),
    "families": npgettext_lazy("counted", "family", "families", "count"),
    "files": npgettext_lazy("counted", "file", "files", "count"),
    "graves": npgettext_lazy("counted", "grave", "graves", "count"),
    "hamlets": npgettext_lazy("counted", "hamlet", "hamlets", "count"),
    "homes": npgettext_lazy("counted", "home", "homes", "count"),
    "households": npgettext_lazy("counted", "household", "households", "count"),
    "houses": npgettext_lazy("counted", "house", "houses", "count"),
    "indictments": npgettext_lazy("counted", "indictment", "indictments", "count"),
    "interviews": npgettext_lazy("counted", "interview", "interviews", "count"),
    "judgments": npgettext_lazy("counted", "judgment", "judgments", "count"),
    "lists": npgettext_lazy("counted", "list", "lists", "count"),
    "months": npgettext_lazy("counted", "month", "months", "count"),
    "mosques": npgettext_lazy("counted", "mosque", "mosques", "count"),
    "records": npgettext_lazy("counted", "record", "records", "count"),
    "schools": npgettext_lazy("counted", "school", "schools", "count"),
    "tier": npgettext_lazy("counted", "tier", "tier", "count"),
    "times": npgettext_lazy("counted", "time", "times", "count"),
    "units": npgettext_lazy("counted", "unit", "units", "count"),
    "victims": npgettext_lazy("counted", "victim", "victims", "count"),
    "villages": npgettext_lazy("counted", "village", "villages", "count"),
    "weeks": npgettext_lazy("counted", "week", "weeks", "count"),
    "years": npgettext_lazy("counted", "year", "years", "count"),
}
