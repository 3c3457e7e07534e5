"""Which long work does redaction ask for? Drawing every page of a document anew."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import User
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.redacting import make_copies
from onrecord.web.sources.selectors import TEXT, exhibits

REDACT = "redact"


def _redact(job: Job, who: User, tell: Tell) -> str:
    text = exhibits(who).filter(pk=job.subject, media_type=TEXT).first()
    if text is None:
        raise UsageError("The file is not there any more, or you may not see it.")
    require_reading(who, text.source)
    make_copies(
        text,
        [(start, end, why) for start, end, why in job.arguments.get("spans", ())],
        with_unread=bool(job.arguments.get("with_unread")),
        by=who,
        told=tell,
    )
    return f"{reverse('sources:redact', args=[text.pk])}#copies"


KINDS = {REDACT: Kind(label=_("Make a redacted copy"), right=Right.CODE, run=_redact)}
