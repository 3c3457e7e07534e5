"""What the demonstration documents hold: invented, said so first, and fit for every step."""

from __future__ import annotations

import csv
import io

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.reconcile.names.fold import fold
from onrecord.reference import DemonstrationDocument, kosovo

DOCUMENTS = kosovo().documents
LISTS = [document for document in DOCUMENTS if document.mapping]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_first_line_says_that_the_document_is_invented(
    document: DemonstrationDocument,
) -> None:
    first = document.content.decode("utf-8").splitlines()[0].casefold().replace("_", " ")
    words = {
        "en": "invented for demonstration",
        "sq": "e shpikur për demonstrim",
        "sr-Cyrl": "измишљено за приказ",
    }
    expected = "en" if document.kind == "list" else document.language

    assert words[expected] in first


def test_there_are_a_report_statements_and_two_lists() -> None:
    kinds = [document.kind for document in DOCUMENTS]

    assert kinds.count("report") == 1
    assert kinds.count("statement") == 3
    assert kinds.count("list") == 2
    assert {document.language for document in DOCUMENTS} == {"en", "sq", "sr-Cyrl"}


def rows_of(document: DemonstrationDocument) -> list[dict[str, str]]:
    text = document.content.decode("utf-8")
    separator = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


@pytest.mark.parametrize("document", LISTS, ids=lambda document: document.name)
def test_a_list_has_the_columns_that_its_mapping_names(document: DemonstrationDocument) -> None:
    assert document.mapping
    mapping = Mapping.from_yaml(document.mapping, file=document.name)
    rows = rows_of(document)

    assert 24 <= len(rows) <= 40
    assert set(mapping.columns().values()) <= set(rows[0])
    assert {row["invented_for_demonstration"] for row in rows} == {"yes"}


def test_the_lists_overlap_in_people_and_differ_in_script() -> None:
    lipa, breza = (rows_of(document) for document in LISTS)
    named = {fold(f"{row['given']} {row['surname']}") for row in lipa}
    named_too = {fold(row["name"]) for row in breza}

    assert len(named & named_too) >= 8
    assert any("А" <= letter <= "я" for row in breza for letter in row["name"])
    assert not any("А" <= letter <= "я" for row in lipa for letter in row["surname"])
