"""The invented form on attacks, read, and answers to it."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from onrecord.core.document.questionnaire import Form

# The forms of these tests are workbooks, which the core alone cannot read.
HAS_WORKBOOKS = find_spec("openpyxl") is not None
collect_ignore_glob = [] if HAS_WORKBOOKS else ["test_*.py"]
if HAS_WORKBOOKS:
    from onrecord.adapters.exchange.xlsform import read_form
    from onrecord.testing.forms import statement_form


@pytest.fixture(scope="session")
def form() -> Form:
    read = read_form(statement_form(), "attacks.xlsx").form
    assert read is not None
    return read


@pytest.fixture
def answers() -> dict[str, str]:
    """Return what Arta says of two incidents, the first with two victims."""
    return {
        "full_name": "Arta",
        "age": "44",
        "sex": "f",
        "incident": "2",
        "incident/1/what": "beating killing",
        "incident/1/when": "1999-04-03",
        "incident/1/region": "west",
        "incident/1/town": "gjakova",
        "incident/1/by_whom": "uniform",
        "incident/1/victim": "2",
        "incident/1/victim/1/victim_name": "Besim",
        "incident/1/victim/1/victim_age": "30",
        "incident/1/victim/2/victim_name": "Enver",
        "incident/1/story": "They came\r\nat night.",
        "incident/2/what": "burning",
        "read_back": "OK",
    }
