"""Which long work do coders ask for? The reading of a document: a scan may take minutes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import User
from onrecord.web.coding.services.reading import read_exhibit
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right
from onrecord.web.sources.selectors import exhibits

READ = "read"


def _read(job: Job, who: User, _tell: Tell) -> str:
    exhibit = exhibits(who).filter(pk=job.subject).first()
    if exhibit is None:
        raise UsageError("The file is not there any more, or you may not see it.")
    text = read_exhibit(exhibit, by=who)
    return reverse("coding:read", args=[text.pk])


KINDS = {READ: Kind(label=_("Read a document"), right=Right.CODE, run=_read)}
