from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.notebook import Estimates, estimate

Frame = dict[str, list[object]]
QUICK = ["chao-mh", "loglinear-bic"]


def test_the_package_gives_it_when_asked() -> None:
    assert onrecord.estimate is estimate
    with pytest.raises(AttributeError, match="guess"):
        _ = onrecord.guess  # type: ignore[attr-defined]


def test_importing_the_package_loads_no_numpy() -> None:
    code = "import onrecord, sys; print('numpy' in sys.modules, 'onrecord.core' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]


def test_estimating_needs_neither_pandas_nor_the_register() -> None:
    code = "from onrecord import estimate; import sys; print({'pandas', 'django'} & {*sys.modules})"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_a_file_a_frame_and_a_table_give_the_same(frame: Frame, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = zip(*frame.values(), strict=True)
    path.write_text(
        "\n".join([",".join(frame), *(",".join(map(str, row)) for row in rows)]), encoding="utf-8"
    )
    from_frame = estimate(frame, methods=QUICK)
    assert numbers(estimate(path, methods=QUICK)) == numbers(from_frame)
    assert numbers(estimate(str(path), methods=QUICK)) == numbers(from_frame)
    assert numbers(estimate(from_frame.tables[0], methods=QUICK)) == numbers(from_frame)
    assert numbers(estimate(list(from_frame.tables), methods=QUICK)) == numbers(from_frame)
    assert estimate(path, methods=QUICK).run.table == str(path)


def test_the_document_is_that_of_the_command_line(
    frame: Frame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    rows = zip(*frame.values(), strict=True)
    path.write_text(
        "\n".join([",".join(frame), *(",".join(map(str, row)) for row in rows)]), encoding="utf-8"
    )
    asked = ["estimate", str(path), "--method", "loglinear-bic", "--seed", "4", "--level", "0.9"]
    assert main([*asked, "--json"]) == 0
    by_command = json.loads(capsys.readouterr().out)
    in_notebook = estimate(path, methods="loglinear-bic", seed=4, level=0.9).to_dict()
    in_notebook = json.loads(json.dumps(in_notebook, allow_nan=False))
    assert without_seconds(in_notebook) == without_seconds(by_command)


def test_strata_are_estimated_by_themselves_and_added_up(frame: Frame) -> None:
    twice = {name: [*values, *values] for name, values in frame.items()}
    twice["year"] = [1998] * 7 + [1999] * 7
    result = estimate(twice, strata="year", methods="loglinear-bic", seed=1)
    assert [row["stratum"] for row in result.table()] == ["year=1998", "year=1999"]
    (total,) = result.totals()
    assert total["observed"] == 294
    assert estimate(frame, methods=QUICK).totals() == []


def test_lists_can_be_chosen_from_counted_tables(frame: Frame) -> None:
    table = estimate(frame, methods=QUICK).tables[0]
    chosen = estimate(table, lists=["court", "press"], methods="petersen")
    assert chosen.run.lists == ("court", "press")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"methods": ["guess"]}, "The methods are: "),
        ({"seed": "x"}, "seed is a whole number"),
        ({"sampels": 3}, "The settings are: "),
    ],
)
def test_wrong_use_is_explained(frame: Frame, wrong: dict[str, object], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        estimate(frame, **wrong)  # type: ignore[arg-type]


def test_what_only_frames_have_is_refused_elsewhere(frame: Frame, tmp_path: Path) -> None:
    table = estimate(frame, methods=QUICK).tables[0]
    with pytest.raises(UsageError, match="has no columns to make strata from"):
        estimate(table, strata=["year"])
    with pytest.raises(UsageError, match="the column of counts is called count"):
        estimate(tmp_path / "table.csv", count="persons")


def test_tables_are_kept_apart_from_lists_of_anything_else() -> None:
    with pytest.raises(UsageError, match="a list has no named columns"):
        estimate([])
    with pytest.raises(UsageError, match="a list has no named columns"):
        estimate([CaptureHistories.from_records(["A"], [[1]]), 5])  # type: ignore[list-item]


def numbers(result: Estimates) -> list[tuple[str, float | None, float | None]]:
    return [(one.method, one.N, one.high) for one in result]


def without_seconds(document: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    estimates = [{**row, "seconds": None} for row in document["estimates"]]
    return {**document, "estimates": estimates}
