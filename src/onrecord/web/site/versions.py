"""How is a claim or a judgement corrected without losing what stood there before?"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.site.models import Versioned
from onrecord.web.site.rights import Actor

V = TypeVar("V", bound=Versioned)


class TwoEditors(Conflict):
    """Two people changed one version; the second is shown what the first one wrote.

    ``before`` is what both started from, ``theirs`` is kept, ``yours`` is not.
    """

    def __init__(self, *, before: Versioned, theirs: Versioned, yours: Versioned) -> None:
        self.before = before
        self.theirs = theirs
        self.yours = yours
        super().__init__(
            gettext_noop("Somebody else changed this record while you worked on it."),
            remedy=gettext_noop("Compare their version with yours and decide again."),
        )

    def differences(self) -> list[tuple[str, object, object, object]]:
        """Return each field in which the three differ: its name, before, theirs and yours."""
        versions = (self.before.values(), self.theirs.values(), self.yours.values())
        fields = type(self.before)._meta.concrete_fields
        names = {field.attname: str(field.verbose_name) for field in fields}
        return [
            (names[key], *(version[key] for version in versions))
            for key in versions[0]
            if len({repr(version[key]) for version in versions}) > 1
        ]


def correct(row: V, changes: dict[str, Any], *, by: Actor, reason: str) -> V:
    """Write a new version of ``row`` with ``changes`` and return it.

    The caller is a service that has checked the right. Raises UsageError without a reason, and
    Conflict where somebody else superseded the same version first.
    """
    return _supersede(row, changes, by=by, reason=reason, withdrawn=False)


def withdraw(row: V, *, by: Actor, reason: str) -> V:
    """Write a last version that takes the record out of every current list, and return it."""
    return _supersede(row, {}, by=by, reason=reason, withdrawn=True)


def latest(model: type[V], stem: uuid.UUID) -> V:
    """Return the newest version of one record, withdrawn or not; the model's DoesNotExist."""
    return _rows(model).filter(stem=stem).order_by("-version")[:1].get()


def _supersede(row: V, changes: dict[str, Any], *, by: Actor, reason: str, withdrawn: bool) -> V:
    if not reason.strip():
        raise UsageError("A correction needs a reason.", remedy="Say why in a sentence.")
    model = type(row)
    make: Callable[..., V] = model
    successor = make(
        **{**row.values(), **changes},
        compartment_id=row.compartment_id,
        made_by_id=by.pk,
        stem=row.stem,
        version=row.version + 1,
        supersedes=row,
        reason=reason.strip(),
        withdrawn=withdrawn,
    )
    try:
        with transaction.atomic():
            successor.save(force_insert=True)
    except IntegrityError as error:
        theirs = _rows(model).filter(supersedes=row).first()
        if theirs is None:
            raise
        raise TwoEditors(before=row, theirs=theirs, yours=successor) from error
    return successor


def _rows(model: type[V]) -> QuerySet[V]:
    return cast("QuerySet[V]", model._default_manager.all())
