"""Which long work do the pages of a document ask for? Drawing all of them anew in a copy."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import User
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.redacting import make_copies
from onrecord.web.sources.searchable import make_searchable
from onrecord.web.sources.selectors import TEXT, exhibits

REDACT = "redact"
SEARCHABLE = "searchable"


def _redact(job: Job, who: User, tell: Tell) -> str:
    text = _text(job, who)
    make_copies(
        text,
        [(start, end, why) for start, end, why in job.arguments.get("spans", ())],
        with_unread=bool(job.arguments.get("with_unread")),
        by=who,
        told=tell,
    )
    return f"{reverse('sources:redact', args=[text.pk])}#copies"


def _make_searchable(job: Job, who: User, tell: Tell) -> str:
    made = make_searchable(_text(job, who), by=who, told=tell)
    return f"{reverse('sources:files', args=[made.source_id])}?at={made.pk}#file-{made.pk}"


def _text(job: Job, who: User) -> Exhibit:
    text = exhibits(who).filter(pk=job.subject, media_type=TEXT).first()
    if text is None:
        raise UsageError("The file is not there any more, or you may not see it.")
    require_reading(who, text.source)
    return text


KINDS = {
    REDACT: Kind(label=_("Make a redacted copy"), right=Right.CODE, run=_redact),
    SEARCHABLE: Kind(label=_("Make a searchable copy"), right=Right.CODE, run=_make_searchable),
}
