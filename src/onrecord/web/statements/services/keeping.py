"""How does an interview become a statement: a source, its record, its text, its consents?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db import transaction

from onrecord.core.document.custody.canonical import canonical
from onrecord.core.document.questionnaire import (
    Form,
    Node,
    fill,
    leaves,
    problems,
    statement_record,
    statement_text,
)
from onrecord.core.document.questionnaire.definition import FILES, Question
from onrecord.core.kernel.errors import Conflict, UsageError
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources import services as sources
from onrecord.web.sources.models import Consent, Exhibit, Source
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import ConsentAsked, Interview, Statement
from onrecord.web.statements.selectors import newest_draft
from onrecord.web.statements.services.interviews import end
from onrecord.web.statements.wording import Wording, language_near, wording

TOOL = "statement form"


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What somebody answered about one purpose: given, refused, or not asked."""

    purpose: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How an interview ends.

    ``number`` is the draft that the person saw. An interview that was ``broken_off`` may lack
    answers that the form needs. ``files`` are the files asked for, by the path of their question.
    """

    number: int
    title: str
    kind: str
    consents: Sequence[ConsentAnswer]
    broken_off: bool = False
    files: Mapping[str, File[bytes]] = field(default_factory=dict)


def keep(interview: Interview, ending: Ending, *, by: Actor) -> Statement:
    """Keep an interview as a statement and return it; the drafts end here.

    The source holds the answers as canonical JSON, the readable text in the language of the
    interview with one passage for each answer, and the files. Raises UsageError where the form is
    not complete, a purpose was left open, or keeping it was refused.
    """
    require(by, Right.CODE)
    answers, number = newest_draft(interview)
    if number != ending.number:
        raise Conflict(
            "Somebody else changed this interview while you worked on it.",
            remedy="Open it again and go on from what they wrote.",
        )
    form = form_of(interview.form)
    nodes = fill(form, answers, today=interview.asked_on)
    _require_complete(nodes, ending)
    _require_consents(ending.consents)
    with transaction.atomic():
        return _Keeping(interview, ending, form, nodes, by).keep()


@dataclass(frozen=True, slots=True)
class _Keeping:
    """One interview on its way to a statement."""

    interview: Interview
    ending: Ending
    form: Form
    nodes: tuple[Node, ...]
    by: Actor

    def keep(self) -> Statement:
        source = sources.add_source(
            {
                "title": self.ending.title,
                "kind": self.ending.kind,
                "language": self.interview.language[:20],
                "made": self.interview.asked_on.isoformat(),
                "received": self.interview.asked_on,
            },
            compartment_id=self.interview.compartment_id,
            by=self.by,
        )
        record = self._record(source)
        text = self._text(source)
        self._record_consents(source)
        statement = Statement.objects.create(
            source=source,
            interview=self.interview,
            form=self.interview.form,
            answers=record,
            text=text,
            language=self.interview.language,
            compartment_id=source.compartment_id,
            made_by_id=self.by.pk,
        )
        end(self.interview, "kept", by=self.by)
        return statement

    def _record(self, source: Source) -> Exhibit:
        record = statement_record(self.form, self.nodes) | {
            "interview": {
                "asked_by": self.interview.asked_by,
                "asked_on": self.interview.asked_on.isoformat(),
                "language": self.interview.language,
                "broken_off": self.ending.broken_off,
                "workbook": self.interview.form.sha256,
                "form_version": self.interview.form.number,
            },
            "consent": {
                "wording": self._wording().version,
                "language": self._wording().language,
                "answers": {one.purpose: one.answer for one in self.ending.consents},
            },
            "files": self._files(source),
        }
        return sources.take_in(
            source,
            canonical(record),
            name="statement.json",
            media_type="application/json",
            by=self.by,
        )

    def _files(self, source: Source) -> dict[str, object]:
        kept: dict[str, object] = {}
        for node in asked_files(self.nodes):
            upload = self.ending.files.get(node.path)
            if upload is not None:
                name = upload.name or "file"
                stream = cast("BinaryIO", upload.file)
                exhibit = sources.take_in(source, stream, name=name, by=self.by)
                kept[node.path] = {"name": exhibit.name, "sha256": exhibit.sha256}
        return kept

    def _text(self, source: Source) -> Exhibit:
        text = statement_text(self.nodes, self.interview.language, heading=list(self._heading()))
        file = sources.take_in(
            source,
            text.text.encode("utf-8"),
            name="statement.txt",
            media_type="text/plain",
            by=self.by,
        )
        kept = sources.keep_text(
            file,
            text.text,
            [(0, len(text.text))],
            by=self.by,
            tool=TOOL,
            parameters={
                "language": self._wording().language,
                "answers": [[span.path, span.start, span.end] for span in text.spans],
            },
        )
        for span in text.spans:
            sources.mark_passage(kept, by=self.by, start=span.start, end=span.end)
        return kept

    def _heading(self) -> Iterator[str]:
        wording = self._wording()
        words = wording.words
        version = f", {self.form.version}" if self.form.version else ""
        yield f"{words['statement']}: {self.form.title}"
        yield f"{words['form']}: {self.form.id}{version}"
        yield f"{words['asked_by']}: {self.interview.asked_by}"
        yield f"{words['asked_on']}: {self.interview.asked_on.isoformat()}"
        if self.ending.broken_off:
            yield words["broken_off"]
        yield ""
        yield words["consent"]
        for one in self.ending.consents:
            yield f"    {wording.purposes[one.purpose]} — {words[one.answer]}"

    def _wording(self) -> Wording:
        return wording(language_near(self.interview.language))

    def _record_consents(self, source: Source) -> None:
        asked = self._wording()
        for one in self.ending.consents:
            words = asked.purposes[one.purpose]
            ConsentAsked.objects.create(
                source=source,
                purpose=one.purpose,
                answer=one.answer,
                wording=words,
                language=asked.language,
                asked_by=self.interview.asked_by,
                asked_on=self.interview.asked_on,
                compartment_id=source.compartment_id,
                made_by_id=self.by.pk,
            )
            if one.answer != "not_asked":
                sources.record_consent(
                    source,
                    one.purpose,
                    given=one.answer == "given",
                    on=self.interview.asked_on,
                    by=self.by,
                    reason=words,
                )


def asked_files(nodes: tuple[Node, ...]) -> list[Node]:
    """Return the questions that apply and ask for a file."""
    return [
        node
        for node in leaves(nodes)
        if node.applies and isinstance(node.item, Question) and node.item.kind in FILES
    ]


def still_wrong(nodes: tuple[Node, ...], *, broken_off: bool) -> list[Node]:
    """Return the questions that keep an interview from being kept; files are asked at its end."""
    return [
        node
        for node in problems(nodes)
        if isinstance(node.item, Question)
        and node.item.kind not in FILES
        and (node.value or not broken_off)
    ]


def _require_complete(nodes: tuple[Node, ...], ending: Ending) -> None:
    wrong = still_wrong(nodes, broken_off=ending.broken_off)
    if wrong:
        raise UsageError(
            "Some answers are missing or cannot be.",
            remedy="Mend them, or say that the interview was broken off.",
        )
    missing = [
        node for node in asked_files(nodes) if node.required and node.path not in ending.files
    ]
    if missing and not ending.broken_off:
        raise UsageError("A file that the form needs is missing.", remedy="Add the file.")


def _require_consents(consents: Sequence[ConsentAnswer]) -> None:
    answers = {one.purpose: one.answer for one in consents}
    if set(answers) != set(Consent.PURPOSES) or not set(answers.values()) <= set(
        ConsentAsked.ANSWERS
    ):
        raise UsageError(
            "Each use is asked by itself: given, refused, or not asked.",
            remedy="Answer for every use.",
        )
    if answers["internal"] == "refused":
        raise UsageError(
            "Keeping the statement was refused, so it is not kept.",
            remedy="Discard the interview: its answers can then never be read again.",
        )
