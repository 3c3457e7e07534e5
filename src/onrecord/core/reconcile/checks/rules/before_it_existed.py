"""Is something dated before the institution that vouches for it existed?"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Document, Dossier, Stated
from onrecord.core.reconcile.checks.timeline import Entry, EntryKind

NAME = "before_it_existed"
_OF_A_CONFLICT = frozenset({"missing", "displaced", "expelled", "fled", "killed", "abducted"})


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each figure whose as-of date lies before an institution named with it began.

    Where the text also tells of an event with victims of this kind that had not begun either,
    the finding is ``high``; otherwise the institution may be looking back.
    """
    for document in dossier.documents:
        seen: set[int] = set()
        for figure in document.figures:
            if figure.as_of is None or figure.sentence in seen or figure.quantity.unit == "year":
                continue
            found = _finding(dossier, document, figure, figure.as_of)
            if found is not None:
                seen.add(figure.sentence)
                yield found


def _finding(dossier: Dossier, document: Document, figure: Stated, as_of: Period) -> Finding | None:
    sentence = document.sentences[figure.sentence]
    later = [
        (entry, document.span(sentence.start + start, sentence.start + end))
        for entry, start, end in dossier.timeline.named_in(sentence.quote, EntryKind.institution)
        if _begins_after(entry, as_of)
    ]
    if not later:
        return None
    events = _events(dossier, document, figure, as_of)
    entry, named = later[0]
    return Finding(
        check=NAME,
        severity=Severity.high if events else Severity.medium,
        what=Remark.of("A figure is dated before the institution named for it existed."),
        explanation=_explanation(figure, as_of, entry, events),
        passages=(figure.span, *_date_span(document, figure, as_of), named),
        sureness=Sureness.likely if events else Sureness.possible,
        settled_by=Remark.of("The document of {name} with its own date.", name=entry.name),
    )


def _events(dossier: Dossier, document: Document, figure: Stated, as_of: Period) -> list[Entry]:
    """Return events of the text that had not begun, where the figure counts victims of such."""
    if figure.phenomenon not in _OF_A_CONFLICT:
        return []
    named = dossier.timeline.named_in(document.text, EntryKind.event)
    return [entry for entry, _, _ in named if entry.has_victims and _begins_after(entry, as_of)]


def _begins_after(entry: Entry, as_of: Period) -> bool:
    first, latest = entry.begins.earliest, as_of.latest
    return first is not None and latest is not None and latest < first


def _explanation(figure: Stated, as_of: Period, entry: Entry, events: list[Entry]) -> Remark:
    if events:
        return Remark.of(
            "{count} is stated as of {as_of}. {name} exists only since {begins} ({source}), and "
            "{event} began only {event_begins}.",
            count=figure.quantity,
            as_of=as_of,
            name=entry.name,
            begins=entry.begins,
            source=entry.source,
            event=events[0].name,
            event_begins=events[0].begins,
        )
    return Remark.of(
        "{count} is stated as of {as_of}. {name} exists only since {begins} ({source}): it can "
        "only have looked back.",
        count=figure.quantity,
        as_of=as_of,
        name=entry.name,
        begins=entry.begins,
        source=entry.source,
    )


def _date_span(document: Document, figure: Stated, as_of: Period) -> Iterator[Span]:
    for date in document.dates_in(figure.sentence):
        if date.period == as_of:
            yield date.span
            return


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A figure as of a date when its source or institution did not exist."),
    limits=Remark.of(
        "Knows the institutions and events of its timeline only. An institution may state "
        "figures for a time before it: without an event that had not begun, this is only possible."
    ),
    sureness=Sureness.likely,
    run=run,
)
