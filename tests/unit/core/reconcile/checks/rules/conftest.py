"""What the tests of checks share: a text becomes a dossier, and the findings of one check."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import pytest

from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.finding import Finding, Severity
from onrecord.core.reconcile.checks import all_checks

# These tests read texts as flows do, with the vocabularies, which the core alone cannot load.
HAS_VOCABULARIES = find_spec("yaml") is not None
collect_ignore_glob = [] if HAS_VOCABULARIES else ["test_*.py"]
if HAS_VOCABULARIES:
    from onrecord.flows.check import document_of, dossier_of
    from onrecord.flows.read import read_text

Faults = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Return a function that gives what one check finds in texts, without what it finds right."""

    def find(check: str, *texts: str) -> list[Finding]:
        documents = [
            document_of(
                f"text-{number}.txt",
                read_text(
                    DocumentText(
                        text=text,
                        pages=((0, len(text)),),
                        media_type="text/plain",
                        language="en",
                    ),
                    "0" * 64,
                ),
            )
            for number, text in enumerate(texts)
        ]
        (wanted,) = [one for one in all_checks() if one.name == check]
        found = list(wanted.run(dossier_of(documents)))
        for finding in found:
            assert finding.check == check
            assert finding.passages
            for passage in finding.passages:
                text = texts[int(passage.document[5:-4])]
                assert text[passage.start : passage.end] == passage.quote
            assert str(finding.what)
            assert str(finding.explanation)
        return [finding for finding in found if finding.severity is not Severity.info]

    return find
