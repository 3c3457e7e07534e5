"""How does a form come in, and who approves which of its answers become claims?"""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire import FormMapping
from onrecord.core.document.questionnaire.mapping import check_mapping
from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import FormVersion, Mapping


@transaction.atomic
def keep_form(data: bytes, name: str, *, compartment_id: int, by: Actor) -> FormVersion:
    """Keep a workbook as the next version of its form.

    The same workbook twice changes nothing. Raises InputError with the first of what is wrong.
    """
    require(by, Right.IMPORT)
    require_compartment(by, compartment_id)
    read = read_form(data, name)
    if read.form is None:
        raise read.errors[0] if read.errors else InputError("The form asks nothing", file=name)
    digest = hashlib.sha256(data).hexdigest()
    same = FormVersion.objects.filter(compartment_id=compartment_id, form_id=read.form.id)
    newest = same.order_by("-number").first()
    if newest is not None and newest.sha256 == digest:
        return newest
    return FormVersion.objects.create(
        form_id=read.form.id,
        number=newest.number + 1 if newest else 1,
        title=read.form.title,
        written_version=read.form.version,
        name=name.replace("\\", "/").rsplit("/", 1)[-1][:300],
        sha256=digest,
        workbook=data,
        remarks=[remark.to_plain() for remark in read.remarks],
        compartment_id=compartment_id,
        made_by_id=by.pk,
    )


@transaction.atomic
def approve_mapping(
    form: FormVersion, rules: FormMapping, *, shown: Mapping | None, by: Actor, reason: str
) -> Mapping:
    """Approve which answers of a form version become which claims.

    ``shown`` is the version from which the person started. Nothing is claimed by it: it only
    proposes. Raises InputError for rules that the form cannot follow.
    """
    require(by, Right.IMPORT)
    check_mapping(form_of(form), rules)
    if shown is not None:
        return correct(shown, {"rules": rules.to_plain()}, by=by, reason=reason)
    if not reason.strip():
        raise UsageError("An approval needs a reason.", remedy="Say why in a sentence.")
    try:
        with transaction.atomic():
            return Mapping.objects.create(
                form=form,
                rules=rules.to_plain(),
                reason=reason.strip(),
                compartment_id=form.compartment_id,
                made_by_id=by.pk,
            )
    except IntegrityError as error:
        raise Conflict(
            "Somebody else approved a mapping of this form first.",
            remedy="Look at theirs and decide again.",
        ) from error


def require_compartment(by: Actor, compartment_id: int) -> None:
    """Raise UsageError unless this person may enter the compartment."""
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )
