"""Which long work do files ask for? Taking files out of an archive, making copies of pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import User
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right
from onrecord.web.sources import page_work
from onrecord.web.sources.intake import open_archive
from onrecord.web.sources.selectors import exhibits

OPEN = "open"


def _open(job: Job, who: User, tell: Tell) -> str:
    archive = exhibits(who).filter(pk=job.subject).first()
    if archive is None:
        raise UsageError("The file is not there any more, or you may not see it.")
    open_archive(archive, apart=bool(job.arguments.get("apart")), by=who, tell=tell)
    return reverse("sources:contents", args=[archive.pk])


KINDS = {
    OPEN: Kind(label=_("Take files out of an archive"), right=Right.CODE, run=_open),
    **page_work.KINDS,
}
