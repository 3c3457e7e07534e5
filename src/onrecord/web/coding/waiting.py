"""Which reading and judging waits for this person?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from onrecord.web.coding.selectors import accounts, reading
from onrecord.web.site.rights import Actor, Right, has_right
from onrecord.web.site.waiting import Waiting


def waiting(actor: Actor) -> list[Waiting]:
    """Return files to read, documents to decide about, and accounts to judge."""
    found: list[Waiting] = []
    if has_right(actor, Right.CODE):
        found += _to_read(actor)
    if has_right(actor, Right.JUDGE):
        found += _to_judge(actor)
    return found


def _to_read(actor: Actor) -> list[Waiting]:
    documents = reading.documents(actor)
    unread = documents.filter(text=0).count()
    texts = reading.undecided(actor).order_by().values("exhibit").distinct().count()
    address = reverse("coding:documents")
    return [
        Waiting(
            texts,
            ngettext(
                "document has suggestions to decide about",
                "documents have suggestions to decide about",
                texts,
            ),
            f"{address}?state=open",
        ),
        Waiting(
            unread,
            ngettext("file is not read yet", "files are not read yet", unread),
            f"{address}?state=unread",
        ),
    ]


def _to_judge(actor: Actor) -> list[Waiting]:
    number = accounts.unjudged(actor).count()
    return [
        Waiting(
            number,
            ngettext("account waits for a judgement", "accounts wait for a judgement", number),
            f"{reverse('coding:accounts')}?judged=no",
        )
    ]
