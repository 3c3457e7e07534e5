"""Which checks run over what, and how do their findings come into the register?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from uuid import UUID

from django.db import transaction

from onrecord.core.document.document_text import DocumentText, Flag, FlaggedSpan
from onrecord.core.kernel.finding import Finding as Found
from onrecord.core.kernel.finding import Span
from onrecord.core.reconcile.checks import Claim, Document, check_question, check_register
from onrecord.flows.check import check_documents, document_of
from onrecord.flows.read import read_text
from onrecord.web.checks import selectors
from onrecord.web.checks.models import Finding, Place
from onrecord.web.checks.sentences import kept
from onrecord.web.figures.selectors import (
    Row,
    period_of,
    question_view,
    questions,
    standing,
    stated_figure,
)
from onrecord.web.site.compartments import general_id
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import descriptions, text_of

Tell = Callable[[int, int], None]
_FIGURE = "figure "


def _silent(_done: int, _all: int) -> None:
    """Tell nobody how far the checks are."""


def check_text(text: Exhibit, *, by: Actor) -> int:
    """Check one text by itself and return how many findings about it hold."""
    require(by, Right.CODE)
    found = check_documents([_document(text, _dates_made(by))])
    with transaction.atomic():
        before = selectors.about_alone(text)
        return _keep(found, text.compartment_id, before, by=by)


def check_compartment(compartment_id: int, *, by: Actor, tell: Tell = _silent) -> int:
    """Check all texts and figures of a compartment, alone and together; return how many hold.

    What lies in the general compartment is looked at beside it; what concerns that alone is
    left to a run over the general compartment. ``tell`` is told how many texts are read, of how
    many.
    """
    require(by, Right.CODE)
    beside = {compartment_id, general_id() or compartment_id} & set(by.compartment_ids())
    texts, made = selectors.newest_texts(by, beside), _dates_made(by)
    documents = []
    for number, text in enumerate(texts):
        tell(number, len(texts))
        documents.append(_document(text, made))
    rows = standing(by, beside)
    here = {str(text.pk) for text in texts if text.compartment_id == compartment_id}
    here |= {_named(row) for row in rows if row.figure.compartment_id == compartment_id}
    found = [
        one
        for one in chain(check_documents(documents), _of_figures(by, compartment_id, rows))
        if here & {span.document for span in one.passages}
    ]
    with transaction.atomic():
        before = Finding.objects.filter(compartment_id=compartment_id, holds=True)
        return _keep(found, compartment_id, set(before.values_list("pk", flat=True)), by=by)


def _document(text: Exhibit, made: Mapping[int, str]) -> Document:
    content, said = text_of(text), text.parameters
    document = DocumentText(
        text=content,
        pages=tuple((start, end) for start, end in said.get("pages") or [[0, len(content)]]),
        media_type=text.media_type,
        language=said.get("language"),
        flagged=tuple(
            FlaggedSpan(start=start, end=end, flag=Flag(flag))
            for start, end, flag in said.get("flagged", ())
        ),
    )
    reading = read_text(document, text.sha256)
    return document_of(str(text.pk), reading, dated=period_of(made.get(text.source_id, "")))


def _dates_made(by: Actor) -> dict[int, str]:
    return dict(descriptions(by).exclude(made="").values_list("source_id", "made"))


def _of_figures(by: Actor, compartment_id: int, rows: Collection[Row]) -> Iterator[Found]:
    """Yield what cannot both hold under one question, then what cannot in one scope, once each."""
    asked = questions(by).filter(compartment_id=compartment_id)
    under = (question_view(by, question).rows for question in asked)
    seen: set[frozenset[str]] = set()
    for found in chain(
        *(check_question(_claims(row for row in each if row.comparable)) for each in under),
        check_register(_claims(rows)),
    ):
        pair = frozenset(span.document for span in found.passages)
        if pair not in seen:
            seen.add(pair)
            yield found


def _claims(rows: Iterable[Row]) -> list[Claim]:
    return [
        Claim(figure=stated_figure(row), span=Span(start=0, end=0, quote="", document=_named(row)))
        for row in rows
    ]


def _named(row: Row) -> str:
    return f"{_FIGURE}{row.figure.stem}"


def _keep(
    found: Iterable[Found], compartment_id: int, before: Collection[int], *, by: Actor
) -> int:
    """Bring the findings of a run in; those of ``before`` that are not among them hold no more."""
    wanted = {_key(one): one for one in found}
    known = {
        row.key: row
        for row in Finding.objects.filter(compartment_id=compartment_id, key__in=wanted)
    }
    for key, one in wanted.items():
        if key not in known:
            _add(key, one, compartment_id, by=by)
        elif not known[key].holds:
            known[key].holds = True
            known[key].save(update_fields=["holds"])
    gone = Finding.objects.filter(pk__in=before, holds=True).exclude(key__in=wanted)
    gone.update(holds=False)
    return len(wanted)


def _add(key: str, found: Found, compartment_id: int, *, by: Actor) -> None:
    made = {"compartment_id": compartment_id, "made_by_id": by.pk}
    row = Finding.objects.create(
        key=key,
        rule=found.check,
        severity=found.severity.value,
        rank=Finding.RANKS[found.severity.value],
        sureness=found.sureness.value,
        what=kept(found.what),
        why=kept(found.explanation),
        settled_by=None if found.settled_by is None else kept(found.settled_by),
        **made,
    )
    for span in found.passages:
        Place.objects.create(finding=row, **_place(span), **made)


def _place(span: Span) -> dict[str, object]:
    if span.document.startswith(_FIGURE):
        return {"figure": UUID(span.document.removeprefix(_FIGURE))}
    return {"text_id": int(span.document), "start": span.start, "end": span.end}


def _key(found: Found) -> str:
    places = sorted([span.document, span.start, span.end] for span in found.passages)
    whole = json.dumps([found.check, found.what.template, places])
    return hashlib.sha256(whole.encode()).hexdigest()
