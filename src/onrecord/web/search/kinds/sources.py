"""How are sources and the texts of their files found?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.selectors.reading import TEXT
from onrecord.web.people.derived import sort_date
from onrecord.web.search.kinds.kind import Content, Kind, each, labels, said_in
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Custody, Description, Exhibit
from onrecord.web.sources.selectors import descriptions, exhibits

DOCUMENT = "document"
_GONE = ("erase", "withdraw")


def _described(row: Description) -> Content:
    return Content(
        names=(row.title,),
        texts=(
            *said_in(row, "originator", "origin", "location"),
            *each(_("kind of source"), labels("source_kinds", row.kind)),
        ),
        source=row.source_id,
        day=sort_date(row.made),
    )


def _newest_texts(rows: QuerySet[Exhibit]) -> QuerySet[Exhibit]:
    """Keep the texts that are read in the reading room: the newest of each file."""
    newer = Exhibit.objects.filter(
        derived_from=OuterRef("derived_from"), media_type=TEXT, pk__gt=OuterRef("pk")
    )
    return rows.filter(~Exists(newer), derived_from__isnull=False, media_type=TEXT)


def _texts(actor: Actor) -> QuerySet[Exhibit]:
    return _newest_texts(exhibits(actor))


def _texts_of_exhibits(ids: Collection[int]) -> Iterable[tuple[int, int]]:
    """Yield texts among the exhibits, and the older texts of the same files."""
    texts = Exhibit.objects.filter(media_type=TEXT, derived_from__isnull=False)
    files = texts.filter(pk__in=ids).values("derived_from")
    found = texts.filter(derived_from__in=files).values_list("pk", "compartment_id")
    return cast("Iterable[tuple[int, int]]", found)


def _texts_of_custody(ids: Collection[int]) -> Iterable[tuple[int, int]]:
    """Yield the texts of files that were erased or withdrawn."""
    gone = Custody.objects.filter(pk__in=ids, kind__in=_GONE).values("exhibit")
    texts = Exhibit.objects.filter(media_type=TEXT)
    found = texts.filter(pk__in=gone) | texts.filter(derived_from__in=gone)
    return cast("Iterable[tuple[int, int]]", found.values_list("pk", "compartment_id"))


KINDS = (
    Kind(
        name="source",
        rank=20,
        label=_("Sources"),
        model=Description,
        visible=descriptions,
        current=Description.objects.current,
        title=lambda row: row.title,
        url=lambda row: reverse("sources:one", args=[row.source_id]),
        content=_described,
    ),
    Kind(
        name=DOCUMENT,
        rank=10,
        label=_("Text of documents"),
        model=Exhibit,
        visible=_texts,
        current=lambda: _newest_texts(Exhibit.objects.all()),
        title=lambda row: row.name.removesuffix(".txt"),
        url=lambda row: reverse("coding:read", args=[row.pk]),
        touched={
            Exhibit._meta.db_table: _texts_of_exhibits,
            Custody._meta.db_table: _texts_of_custody,
        },
    ),
)
