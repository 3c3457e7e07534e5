"""How is a document given to several coders, and how do they and the round come to an end?"""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.accounts.models import User
from onrecord.web.coding.comparable import FIELDS
from onrecord.web.coding.models import AccountPassage, Coding, Decision, Round, Seat
from onrecord.web.figures.models import Figure
from onrecord.web.site.rights import Actor, Right, has_right, require
from onrecord.web.site.versions import correct
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import note_custody


@transaction.atomic
def open_round(
    text: Exhibit,
    coders: Collection[User],
    *,
    fields: Collection[str],
    by: Actor,
    instruction: str = "",
) -> Round:
    """Give a document to two or more people who code it blind to one another.

    Raises UsageError for a document of which something is coded already, since whoever codes it
    now could have read that, and for a coder who may not code in its compartment; Conflict where
    a round is open.
    """
    require(by, Right.JUDGE)
    if text.derived_from_id is None:
        raise UsageError("This file was not read yet.", remedy="Read it first.")
    _require_coders(text, coders)
    known = {field.key for field in FIELDS}
    if not fields or not set(fields) <= known:
        raise UsageError("A round compares at least one field.", remedy="Choose fields.")
    before = Round.objects.current().filter(exhibit=text).order_by("-number").first()
    if before is not None and before.is_open:
        raise Conflict(
            "A round is open for this document already.", remedy="Close it before the next one."
        )
    _require_uncoded(text)
    try:
        with transaction.atomic():
            opened = Round.objects.create(
                exhibit=text,
                number=before.number + 1 if before else 1,
                state="open",
                fields=[field.key for field in FIELDS if field.key in fields],
                instruction=instruction,
                compartment_id=text.compartment_id,
                made_by_id=by.pk,
            )
    except IntegrityError as error:
        raise Conflict("Somebody else opened a round for this document just now.") from error
    Seat.objects.bulk_create(
        Seat(
            round=opened.stem,
            coder=coder,
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )
        for coder in coders
    )
    return opened


@transaction.atomic
def finish(seat: Seat, *, by: Actor) -> Seat:
    """Say that one is done with a round; when all are, it is closed."""
    found = _own_round(seat, by)
    done = correct(seat, {"done": True}, by=by, reason="Done.")
    if not Seat.objects.current().filter(round=seat.round, done=False).exists():
        _close(found, by=by, reason="All coders are done.")
    return done


@transaction.atomic
def resume(seat: Seat, *, by: Actor) -> Seat:
    """Take back that one is done, while the round is open."""
    _own_round(seat, by)
    return correct(seat, {"done": False}, by=by, reason="Not done yet.")


@transaction.atomic
def close_round(found: Round, *, by: Actor, reason: str) -> Round:
    """Close a round: from now on its codings are compared, and nobody adds to them."""
    require(by, Right.JUDGE)
    if not found.is_open:
        raise Conflict("This round is closed already.")
    return _close(found, by=by, reason=reason)


def _close(found: Round, *, by: Actor, reason: str) -> Round:
    closed = correct(found, {"state": "closed"}, by=by, reason=reason)
    original = found.exhibit.derived_from or found.exhibit
    coders = Coding.objects.filter(round=found.stem).values_list("coder_id", flat=True)
    for coder in User.objects.filter(pk__in=coders.distinct()).order_by("pk"):
        # Only now: custody stands on the page of the source, where the other coder reads it.
        note_custody(original, "code", by=coder, note=f"round {found.number}")
    return closed


def _own_round(seat: Seat, by: Actor) -> Round:
    require(by, Right.CODE)
    if seat.coder_id != by.pk:
        raise UsageError("Only the coder says whether they are done.")
    found = Round.objects.current().filter(stem=seat.round, state="open").first()
    if found is None:
        raise Conflict("This round is closed already.")
    return found


def _require_coders(text: Exhibit, coders: Collection[User]) -> None:
    if len({coder.pk for coder in coders}) < 2:
        raise UsageError("A round needs two coders or more.", remedy="Choose another person.")
    for coder in coders:
        enters = text.compartment_id in coder.compartment_ids()
        if not (has_right(coder, Right.CODE) and enters):
            raise UsageError(
                "{name} may not code in the compartment of this document.",
                name=str(coder),
                remedy="Choose somebody else, or ask an administrator.",
            )


def _require_uncoded(text: Exhibit) -> None:
    decided = Decision.objects.current().filter(suggestion__exhibit=text, round__isnull=True)
    cited = AccountPassage.objects.filter(
        passage__exhibit=text, account__withdrawn=False, account__superseded_by__isnull=True
    )
    figures = Figure.objects.current().filter(passage__exhibit=text)
    if decided.exists() or cited.exists() or figures.exists():
        raise UsageError(
            "Something of this document is coded already, so nobody can code it blind.",
            remedy="Choose a document of which nothing is decided yet.",
        )
