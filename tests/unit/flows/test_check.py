from __future__ import annotations

from datetime import date

from onrecord.core.kernel.finding import Severity
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.checks import check_dossier
from onrecord.flows.check import check_reading, check_readings, document_of, dossier_of
from onrecord.flows.read import Reading, read_document

TEXT = (
    "There were 61 Serbs and Roma missing, of whom 40 were Serbs and 20 Roma. The Serb army left. "
    "In May 1999 about 36 per cent of these women had fled. They have returned to their village.\n"
)


def reading(text: str) -> Reading:
    return read_document(text.encode(), "report.txt", sandboxed=False)


def test_a_document_keeps_what_was_read_at_its_places() -> None:
    document = document_of("report.txt", reading(TEXT))
    assert [figure.span.quote for figure in document.figures][:3] == ["61", "40", "20"]
    assert document.figures[0].sentence == 0
    assert document.figures[3].sentence == 2
    assert document.figures[0].groups == {"group/serbs-and-roma"}
    assert [group.span.quote for group in document.groups] == ["Serbs and Roma", "Serbs", "Roma"]
    assert [one.period for one in document.dates] == [Period.month(1999, 5)]
    (total,) = document.totals
    assert (total.total.number, [part.number for part in total.parts]) == (61, [40, 20])
    for one in (*document.sentences, *(figure.span for figure in document.figures)):
        assert TEXT[one.start : one.end] == one.quote


def test_findings_come_with_the_name_of_the_document() -> None:
    found = check_reading(reading(TEXT), "report.txt")
    (parts,) = [one for one in found if one.check == "parts_and_total"]
    assert parts.severity is Severity.medium
    assert {passage.document for passage in parts.passages} == {"report.txt"}


def test_a_date_that_a_person_gives_dates_the_document() -> None:
    dated = document_of("report.txt", reading(TEXT), dated=Period.day(date(2003, 4, 29)))
    undated = document_of("report.txt", reading(TEXT))
    names = [
        {finding.check for finding in check_dossier(dossier_of([one]))} for one in (dated, undated)
    ]
    assert [("undated_document" in one) for one in names] == [False, True]


def test_a_passage_in_two_documents_is_shown_as_one_origin() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    found = check_readings([("a", reading(f"First. {words}")), ("b", reading(f"Then. {words}"))])
    (copied,) = [one for one in found if one.check == "copied_passage"]
    assert copied.severity is Severity.info
    assert "60 words" in str(copied.explanation)
    assert [one.document for one in copied.passages] == ["a", "b"]
