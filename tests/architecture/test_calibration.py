"""Does the page of calibration say what was measured, of every method that there is?"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks import estimation_calibration
from benchmarks._calibration_rows import Row, rows_of
from benchmarks._populations import SCENES, tables_of

from onrecord.core.estimate import all_methods, method_named

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "calibration.json"
FEWEST = 50
"""Tables below which a share of 95 per cent moves by more than 6 by chance."""


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "build_calibration", ROOT / "tools" / "build_calibration.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_built_from_the_results() -> None:
    page = ROOT / "docs" / "explanation" / "calibration.md"
    assert page.read_text(encoding="utf-8") == builder().render(), "run: make docs"


def test_a_changed_number_would_change_the_page(results: dict[str, Any], tmp_path: Path) -> None:
    """The control: the page rests on every row."""
    page = builder().render()
    for place in (0, len(results["rows"]) // 2, -1):
        changed = json.loads(json.dumps(results))
        changed["rows"][place]["covered"] = 0.1234
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(changed), encoding="utf-8")
        assert builder().render(path) != page


def test_every_method_has_results_on_every_kind_of_table_that_it_is_for(
    results: dict[str, Any],
) -> None:
    measured = {(row["scene"], row["method"]) for row in results["rows"]}
    wanted = {
        (scene.title, method.name)
        for place, scene in enumerate(SCENES)
        for method in all_methods()
        if estimation_calibration.is_for(method, tables_of(place, results["seed"], 1)[0])
    }
    assert measured == wanted
    assert {method for _, method in measured} == {method.name for method in all_methods()}


def test_the_results_say_how_they_were_made(results: dict[str, Any]) -> None:
    assert results["command"].startswith("python -m benchmarks estimation_calibration ")
    assert {"seed", "level", "samples", "version", "date"} <= set(results)
    described = [(scene.title, scene.words, scene.truth) for scene in SCENES]
    assert [tuple(scene.values()) for scene in results["scenes"]] == described


def test_the_shares_of_a_row_add_up(results: dict[str, Any]) -> None:
    for row in results["rows"]:
        assert row["tables"] >= FEWEST, row["name"]
        if row["covered"] is not None:
            missed = (row["below"] or 0.0) + row["above"]
            assert row["covered"] + missed == pytest.approx(1, abs=0.001), row["name"]


def row_of(method: str, *answers: tuple[float | None, float | None, float | None]) -> Row:
    tables = [
        [("model", total, low, high, "Why not." if total is None else None)]
        for total, low, high in answers
    ]
    chunk = {"seconds": 1.0, "observed": 500.0 * len(tables), "tables": tables}
    (row,) = rows_of(SCENES[0], method_named(method), [chunk], len(tables))
    return row


def test_a_row_counts_what_is_held_and_on_which_side_the_rest_lies() -> None:
    row = row_of(
        "independence",
        (900.0, 800.0, 999.0),
        (1000.0, 900.0, 1100.0),
        (1000.0, 1000.0, None),
        (1300.0, 1001.0, 1500.0),
        (None, None, None),
        (1000.0, None, None),
    )
    assert (row.covered, row.below, row.above) == (0.5, 0.25, 0.25)
    assert (row.refused, row.bare, row.reason) == (0.1667, 0.1667, "Why not.")
    assert (row.bias, row.middle, row.width) == (0.04, 0.0, 0.2)


def test_a_bound_below_the_truth_is_right() -> None:
    row = row_of("chao-mth", (700.0, 600.0, 800.0), (1200.0, 1100.0, 1300.0))
    assert (row.covered, row.below, row.above) == (0.5, None, 0.5)


def test_a_run_that_is_begun_again_does_only_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, first, second = (tmp_path / name for name in ("raw.jsonl", "a.json", "b.json"))
    arguments = ["--methods", "chao-mh", "chapman", "--raw", str(raw), "--results"]
    estimation_calibration.main(["--replicates", "3", *arguments, str(first)])
    kept = raw.read_text(encoding="utf-8")
    estimation_calibration.main(["--replicates", "3", *arguments, str(second)])
    assert raw.read_text(encoding="utf-8") == kept
    assert first.read_text("utf-8").replace("a.json", "b.json") == second.read_text("utf-8")
    estimation_calibration.main(["--replicates", "5", *arguments, str(second)])
    assert raw.read_text(encoding="utf-8").startswith(kept)
    assert {row["tables"] for row in json.loads(second.read_text("utf-8"))["rows"]} == {5}
    assert "independent lists: 1,000 people" in capsys.readouterr().out


def test_answers_of_other_settings_are_not_mixed_in(tmp_path: Path) -> None:
    arguments = ["--replicates", "1", "--methods", "chapman", "--raw", str(tmp_path / "raw.jsonl")]
    estimation_calibration.main(arguments)
    with pytest.raises(SystemExit, match="other settings"):
        estimation_calibration.main([*arguments, "--seed", "2"])
