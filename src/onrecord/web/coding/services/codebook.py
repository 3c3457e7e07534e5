"""How does an office note its understanding of a concept, and how are missing terms asked for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.vocab import load_scheme
from onrecord.web.coding.models import CodebookNote, TermRequest
from onrecord.web.coding.services.claims import check_span
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import mark_passage

CODED_SCHEMES = (
    "acts",
    "groups",
    "perpetrator_kinds",
    "involvement",
    "evidential_status",
    "figure_measures",
)
"""The vocabularies from which coders choose."""


@transaction.atomic
def write_note(
    scheme: str,
    concept: str,
    values: Mapping[str, str],
    *,
    compartment_id: int,
    by: Actor,
    reason: str,
    before: CodebookNote | None = None,
) -> CodebookNote:
    """Write how this office defines and codes a concept, as a new version of its note.

    ``values`` are definition, rule and example. Raises InputError for a concept that is not in
    the scheme, and Conflict where somebody else wrote meanwhile.
    """
    require(by, Right.JUDGE)
    _require_scheme(scheme)
    load_scheme(scheme).concept(concept)
    if before is not None:
        return correct(before, dict(values), by=by, reason=reason)
    _require_entry(by, compartment_id)
    if not reason.strip():
        raise UsageError("A note needs a reason.", remedy="Say why in a sentence.")
    try:
        with transaction.atomic():
            return CodebookNote.objects.create(
                scheme=scheme,
                concept=concept,
                reason=reason.strip(),
                compartment_id=compartment_id,
                made_by_id=by.pk,
                **values,
            )
    except IntegrityError as error:
        raise Conflict(
            "Somebody else wrote a note on this concept just now.", remedy="Open it again."
        ) from error


@transaction.atomic
def propose_term(
    values: Mapping[str, Any],
    *,
    by: Actor,
    compartment_id: int | None = None,
    text: Exhibit | None = None,
    span: tuple[int, int] | None = None,
) -> TermRequest:
    """Ask for a term that a vocabulary lacks, with the words that show the need.

    ``values`` are scheme, label, broader, definition and, without ``text`` and ``span``,
    evidence. The request lies in the compartment of the text, else in ``compartment_id``.
    """
    require(by, Right.CODE)
    _require_scheme(values["scheme"])
    if values.get("broader"):
        load_scheme(values["scheme"]).concept(values["broader"])
    passage, evidence = None, str(values.get("evidence") or "").strip()
    if text is not None and span is not None:
        check_span(text, *span)
        passage = mark_passage(text, by=by, start=span[0], end=span[1])
        evidence = text_of(text)[slice(*span)][:_LONGEST]
        compartment_id = text.compartment_id
    if not evidence:
        raise UsageError(
            "A term is proposed with the words that show the need.",
            remedy="Select the passage in the reading room, or quote it.",
        )
    if compartment_id is None:
        raise UsageError("A request lies in a compartment.", remedy="Choose one.")
    _require_entry(by, compartment_id)
    return TermRequest.objects.create(
        **{**values, "evidence": evidence},
        passage=passage,
        proposer_id=by.pk,
        state="asked",
        compartment_id=compartment_id,
        made_by_id=by.pk,
    )


@transaction.atomic
def decide_term(request: TermRequest, state: str, *, by: Actor, reason: str) -> TermRequest:
    """Accept or decline a request for a term, and say why; it can be decided anew."""
    require(by, Right.JUDGE)
    if state not in {"accepted", "declined"}:
        raise UsageError("A request is accepted or declined.", value=state)
    return correct(request, {"state": state}, by=by, reason=reason)


_LONGEST = 1000


def _require_scheme(scheme: str) -> None:
    if scheme not in CODED_SCHEMES:
        raise UsageError("This vocabulary is not used in coding.", value=scheme)


def _require_entry(by: Actor, compartment_id: int) -> None:
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )
