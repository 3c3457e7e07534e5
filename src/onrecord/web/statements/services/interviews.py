"""How does an interview begin, how is what is typed saved, and how is it given up?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from onrecord.core.document.questionnaire.answers import LONGEST
from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.web.site.compartments import require_same
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.statements import sealing
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import Draft, FormVersion, Interview
from onrecord.web.statements.selectors import newest_draft
from onrecord.web.statements.services.forms import require_compartment

_MOST_CHARACTERS = 2_000_000


@transaction.atomic
def begin(
    form: FormVersion,
    *,
    compartment_id: int,
    language: str,
    asked_by: str,
    asked_on: date,
    by: Actor,
    label: str = "",
) -> Interview:
    """Begin an interview with a form of its own compartment or of the general one."""
    require(by, Right.CODE)
    require_compartment(by, compartment_id)
    require_same(compartment_id, [form.compartment_id])
    if language not in {one.code for one in form_of(form).languages}:
        raise UsageError("The form does not speak this language.", value=language)
    interview = Interview(
        form=form,
        language=language,
        label=label,
        asked_by=asked_by,
        asked_on=asked_on,
        compartment_id=compartment_id,
        made_by_id=by.pk,
    )
    interview.key = sealing.new_key(str(interview.pk))
    interview.save(force_insert=True)
    return interview


@transaction.atomic
def save(interview: Interview, answers: Mapping[str, str], *, number: int, by: Actor) -> int:
    """Save the answers as the next draft, and return its number.

    ``number`` is that of the draft from which the person went on. The same answers make no new
    draft. Raises Conflict where somebody else saved in between, or the interview has ended.
    """
    require(by, Right.CODE)
    if sum(len(path) + len(answer) for path, answer in answers.items()) > _MOST_CHARACTERS:
        raise InputError(
            "The answers are too long to be kept.",
            remedy=f"No answer is longer than {LONGEST} characters.",
        )
    before, newest = newest_draft(interview)
    if newest != number:
        raise _somebody_else()
    if before == dict(answers) and newest:
        return newest
    try:
        with transaction.atomic():
            Draft.objects.create(
                interview=interview,
                number=newest + 1,
                sealed=sealing.seal(answers, bytes(interview.key), str(interview.pk)),
                compartment_id=interview.compartment_id,
                made_by_id=by.pk,
            )
    except IntegrityError as error:
        raise _somebody_else() from error
    return newest + 1


@transaction.atomic
def discard(interview: Interview, *, by: Actor) -> None:
    """Give an interview up: its drafts can never be read again."""
    end(interview, "discarded", by=by)


def end(interview: Interview, state: str, *, by: Actor) -> None:
    """End an interview and destroy the key of its drafts; Conflict where it has ended."""
    require(by, Right.CODE)
    ended = Interview.objects.filter(pk=interview.pk, state="open").update(state=state, key=b"")
    if not ended:
        raise Conflict("This interview has ended.", remedy="Look for the statement it became.")


def _somebody_else() -> Conflict:
    return Conflict(
        "Somebody else changed this interview while you worked on it.",
        remedy="Open it again and go on from what they wrote.",
    )
