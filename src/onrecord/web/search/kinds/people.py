"""How are mentions and persons found?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.web.people.models import Mention, Person
from onrecord.web.people.selectors import mentions, persons
from onrecord.web.people.shown import name
from onrecord.web.search.kinds.kind import Content, Kind, each, place_names, said_in

MENTION = "mention"
PERSON = "person"


def _mentioned(row: Mention) -> Content:
    return Content(
        names=tuple(filter(None, (row.name, row.given, row.father, row.surname))),
        texts=(
            *said_in(row, "father", "municipality", "village", "list_name", "record_id"),
            *each(_("place in the gazetteer"), place_names(row.place)),
        ),
        source=row.source_id,
        day=row.sort_date,
    )


KINDS = (
    Kind(
        name=PERSON,
        rank=30,
        label=_("Persons"),
        model=Person,
        visible=persons,
        current=Person.objects.all,
        # One of the names that the person may see, else the code alone.
        title=lambda row: " · ".join(filter(None, (row.code, row.called))),
        url=lambda row: reverse("people:person", args=[row.code]),
        content=lambda row: Content(names=(row.code,)),
    ),
    Kind(
        name=MENTION,
        rank=40,
        label=_("Mentions"),
        model=Mention,
        visible=mentions,
        current=Mention.objects.current,
        title=name,
        url=lambda row: reverse("people:mention", args=[row.stem]),
        content=_mentioned,
    ),
)
