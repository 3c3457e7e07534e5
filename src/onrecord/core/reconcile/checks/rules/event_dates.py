"""Does a text date a known event, legal act or founding as the record does?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import DateStated, Document, Dossier
from onrecord.core.reconcile.checks.timeline import Entry, EntryKind

NAME = "event_dates"
_THEN_DATE = re.compile(
    r"(?:\s(?:from|by|of|nga|od|од)\s[\w\s]{2,30}?)?(?:\s(?:in|on|më|në|u|dana|у|дана))?\s(?:the\s)?"
    r"(?:vitin\s|datën\s)?(?:early\s|late\s|mid-)?$"
)
_DATE_THEN = re.compile(r",?\s(?:the\s)?[\w\s]{2,40}?$")
_IN = re.compile(r"(?:^|\s)(?:In|On|in|on)\s$")
_FOUNDED = (
    r"(?:\s\([A-Z]{2,12}\))?,?\s(?:which\s)?(?:was|were)\s(?:first\s)?"
    r"(?:established|created|founded|set\sup|formed)"
)


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each sentence that dates a thing of the timeline otherwise than the timeline does."""
    for document in dossier.documents:
        for number, sentence in enumerate(document.sentences):
            dates = [one for one in document.dates_in(number) if one.role in ("stated", "as_of")]
            if dates:
                yield from _in_sentence(dossier, document, sentence, dates)


def _in_sentence(
    dossier: Dossier, document: Document, sentence: Span, dates: Sequence[DateStated]
) -> Iterator[Finding]:
    for begin, end, entries in _tellings(dossier, sentence.quote):
        start, stop = sentence.start + begin, sentence.start + end
        date = next((one for one in dates if _belongs(document.text, start, stop, one)), None)
        if date is None or any(_fits(entry, date) for entry in entries):
            continue
        entry = entries[0]
        yield Finding(
            check=NAME,
            severity=Severity.high,
            what=Remark.of("A date differs from the record of what it dates."),
            explanation=Remark.of(
                "The text gives {said}; {name} is dated {begins} ({source}).",
                said=date.period,
                name=entry.name,
                begins=entry.begins,
                source=entry.source,
            ),
            passages=(document.span(start, stop), date.span),
            sureness=Sureness.likely,
            settled_by=Remark.of("Another source of the date, or what else the words could mean."),
        )


def _tellings(dossier: Dossier, text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Yield each place that tells of a beginning, with all entries that it can mean."""
    seen: set[tuple[int, int]] = set()
    told = dossier.timeline.of(EntryKind.event, EntryKind.act)
    phrases = {phrase for entry in told for phrase in entry.phrases if phrase in text}
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text):
            if any(start <= match.start() < end for start, end in seen):
                continue
            seen.add(match.span())
            meant = _nearest(told, phrase, text, match.start())
            if meant:
                yield match.start(), match.end(), meant
    for entry in dossier.timeline.of(EntryKind.institution):
        for name in entry.names:
            if name not in text:
                continue
            founded = re.search(rf"(?<!\w){re.escape(name)}{_FOUNDED}(?!\w)", text)
            if founded:
                yield founded.start(), founded.end(), (entry,)
                break


def _nearest(told: Sequence[Entry], phrase: str, text: str, position: int) -> tuple[Entry, ...]:
    """Return the entries of this phrase whose subject stands nearest to it in the sentence."""
    distances: dict[int, list[Entry]] = {}
    for entry in told:
        if phrase not in entry.phrases:
            continue
        found = [
            abs(match.start() - position)
            for subject in entry.subjects
            for match in re.finditer(rf"(?<!\w){re.escape(subject)}(?!\w)", text)
        ]
        if found or not entry.subjects:
            distances.setdefault(min(found, default=0), []).append(entry)
    return tuple(distances[min(distances)]) if distances else ()


def _belongs(text: str, start: int, stop: int, date: DateStated) -> bool:
    """Say whether a date stands at the words that tell of the event: "declared … in 2008"."""
    if date.span.start >= stop:
        return bool(_THEN_DATE.fullmatch(text[stop : date.span.start]))
    before = text[max(0, date.span.start - 4) : date.span.start]
    between = text[date.span.end : start]
    return bool(_IN.search(before) and len(between) < 45 and _DATE_THEN.fullmatch(between))


def _fits(entry: Entry, date: DateStated) -> bool:
    return entry.begins.overlaps(date.period)


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("A known event, legal act or founding with another date than the record."),
    limits=Remark.of(
        "Knows the timeline only, and only dates that stand right at the words for the event."
    ),
    sureness=Sureness.likely,
    run=run,
)
