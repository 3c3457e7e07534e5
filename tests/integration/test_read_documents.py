"""The documents that the project starts from, read as a person reads them at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord import cli

pytestmark = pytest.mark.data


def read(capsys: pytest.CaptureFixture[str], *paths: Path) -> list[dict[str, object]]:
    assert cli.main(["read", *map(str, paths), "--json"]) == 0
    readings: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return readings


def test_the_two_seed_documents(
    shared_data: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = sorted(shared_data("seeds").glob("*.txt"))
    article, release = read(capsys, *paths)
    for path, reading in zip(paths, (article, release), strict=True):
        text = path.read_text(encoding="utf-8")
        assert reading["text_length"] == len(text)
        assert reading["language"] == "en"
        for kind in ("figures", "dates", "places"):
            for one in reading[kind]:
                assert text[one["start"] : one["end"]] == one["quote"]
    (finding,) = (one for one in article["findings"] if one["check"] == "parts_and_total")
    assert finding["severity"] == "info"
    assert [passage["quote"] for passage in finding["passages"]] == ["1,303", "944", "210", "149"]
    assert {"Donja Budriga", "Partes", "Prizren"} <= {place["name"] for place in release["places"]}


def test_a_report_in_pdf_gives_figures_with_their_pages(
    shared_data: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared_data("kosovo-reports-pdf") / "aba_aaas2000_political_killings.pdf"
    (reading,) = read(capsys, path)
    assert reading["pages"] == 65
    assert reading["media_type"] == "application/pdf"
    assert all(1 <= figure["page"] <= 65 for figure in reading["figures"])
    bounds = {(figure["low"], figure["high"]) for figure in reading["figures"]}
    assert (7_449, 13_627) in bounds
    assert 10_500 in {figure["value"] for figure in reading["figures"]}
