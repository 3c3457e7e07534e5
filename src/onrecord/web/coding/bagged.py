"""Which accounts were coded from these sources, as they stand in a submission bag?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.web.coding.models import AccountPassage
from onrecord.web.coding.selectors.accounts import accounts
from onrecord.web.site.rights import Actor
from onrecord.web.sources.bagging import coded


def of_sources(actor: Actor, sources: Sequence[int]) -> Iterator[dict[str, object]]:
    """Yield the current accounts of these sources that the person may see.

    Each cites its passages with the values that rest on them. Whoever is named as having done it
    is alleged to.
    """
    rows = accounts(actor).filter(source__in=sources).order_by("source_id", "pk")
    cited: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    links = AccountPassage.objects.visible_to(actor).filter(account__source__in=sources)
    for link in links.select_related("passage__exhibit").order_by("passage__start", "pk"):
        cited[link.account_id].append({**link.passage.as_row(), "value": link.field})
    for account in rows:
        values = account.values()
        for name in ("source_id", "sort_date", "first_day", "last_day"):
            values.pop(name)
        status = "alleged" if account.perpetrator_text or account.perpetrator_kind else None
        yield coded("account", account, {**values, "status": status}, cited[account.pk])
