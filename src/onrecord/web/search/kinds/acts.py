"""How are accounts, acts, events and alleged involvement found?"""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onrecord.web.coding.models import Account, Act, Event, Involvement
from onrecord.web.coding.selectors.accounts import accounts
from onrecord.web.coding.selectors.acts import acts, events, involvements
from onrecord.web.search.kinds.kind import Content, Kind, Label, each, labels, place_names, said_in
from onrecord.web.site.choices import concept_label
from onrecord.web.site.rights import Actor
from onrecord.web.site.words import period_text


def _common(row: Account | Act) -> tuple[tuple[Label, str], ...]:
    return (
        *said_in(row, "victim_name", "place_text", "method"),
        *each(_("what was done"), labels("acts", row.act_type)),
        *each(_("victim's group"), labels("groups", row.victim_group)),
        *each(_("place in the gazetteer"), place_names(row.place_id)),
    )


def _told(row: Account) -> Content:
    return Content(
        texts=(
            *_common(row),
            *said_in(row, "perpetrator_text", "attributed_to"),
            *each(_("kind of perpetrator"), labels("perpetrator_kinds", row.perpetrator_kind)),
        ),
        source=row.source_id,
        day=row.sort_date,
    )


def _happened(row: Event) -> Content:
    return Content(
        names=(row.title,),
        texts=(
            *said_in(row, "description", "place_text"),
            *each(_("place in the gazetteer"), place_names(row.place_id)),
        ),
        day=row.sort_date,
    )


def _involved(row: Involvement) -> Content:
    return Content(
        names=(row.perpetrator_text,),
        texts=(
            *each(_("kind of perpetrator"), labels("perpetrator_kinds", row.perpetrator_kind)),
            *each(_("mode of involvement"), labels("involvement", row.mode)),
        ),
    )


def _involvements(actor: Actor) -> QuerySet[Involvement]:
    return involvements(actor).filter(act__in=acts(actor).values("stem"))


def _title(row: Account | Act) -> str:
    done = concept_label("acts", row.act_type)
    return ", ".join(filter(None, (done, row.place_text, period_text(row.period))))


KINDS = (
    Kind(
        name="account",
        rank=60,
        label=_("Accounts"),
        model=Account,
        visible=accounts,
        current=Account.objects.current,
        title=_title,
        url=lambda row: reverse("coding:account", args=[row.stem]),
        content=_told,
    ),
    Kind(
        name="act",
        rank=70,
        label=_("Acts"),
        model=Act,
        visible=acts,
        current=Act.objects.current,
        title=_title,
        url=lambda row: reverse("coding:act", args=[row.stem]),
        content=lambda row: Content(texts=_common(row), day=row.sort_date),
    ),
    Kind(
        name="event",
        rank=80,
        label=_("Events"),
        model=Event,
        visible=events,
        current=Event.objects.current,
        title=lambda row: row.title,
        url=lambda row: reverse("coding:event", args=[row.stem]),
        content=_happened,
    ),
    Kind(
        name="involvement",
        rank=90,
        label=_("Alleged involvement"),
        model=Involvement,
        visible=_involvements,
        current=Involvement.objects.current,
        title=lambda row: _now("{name}, alleged").format(name=row.perpetrator_text),
        url=lambda row: reverse("coding:act", args=[row.act]),
        content=_involved,
    ),
)
