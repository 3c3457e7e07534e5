"""What may whoever checks the log read of it?"""

from __future__ import annotations

from django.db.models import QuerySet

from onrecord.web.audit.models import Entry
from onrecord.web.site.rights import Actor, Right, has_right


def entries(actor: Actor) -> QuerySet[Entry]:
    """Return the log for those who audit, nothing for anybody else."""
    return Entry.objects.all() if has_right(actor, Right.AUDIT) else Entry.objects.none()
