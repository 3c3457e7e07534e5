"""No answer is made twice, none is believed that is not whole, and names make no difference."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Interval, IntervalMethod, Options, method_named
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.estimate.method import Method
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows import estimate_cache
from onrecord.flows.estimate import Work, estimate
from onrecord.flows.estimate_cache import EstimateCache, answer_key, models_key
from onrecord.flows.estimate_tasks import Done, Task
from onrecord.flows.executors import Workers
from onrecord.testing.estimators import dense_table, sparse_table

KEY = "ab" * 32
METHODS = ("independence", "loglinear-bic", "petersen")
BIC = method_named("loglinear-bic")
DRAWING = Method(
    name="drawing",
    title="Scene",
    assumption="None.",
    compute=lambda _table, _options: [],
    minimum_lists=2,
    draws=True,
)


def _renamed(table: CaptureHistories, stratum: str | None = None) -> CaptureHistories:
    names = tuple(reversed([f"other {name}" for name in table.lists]))
    return CaptureHistories(names, table.histories, table.counts, stratum)


def _key(table: CaptureHistories, method: Method = BIC, options: Options | None = None) -> str:
    return answer_key(numbered_lists(table), method, options or Options())


def _full_answer() -> Estimate:
    (answer,) = BIC.estimate(sparse_table())
    interval = Interval(low=1.5, high=None, level=0.9, method=IntervalMethod.BCA, maximum=3.0)
    return replace(answer, interval=interval, draws=np.array([1 / 3, 1e10]), seconds=0.5, seed=4)


def test_what_is_kept_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    cache = EstimateCache(tmp_path / "new")
    assert cache.answers(KEY) is None
    answers = (_full_answer(), *method_named("petersen").estimate(dense_table(3)))
    cache.keep_answers(KEY, answers)
    found = cache.answers(KEY)
    assert found == answers
    assert found[0].draws is not None
    assert found[0].draws.tolist() == [1 / 3, 1e10]
    fits = fit_all_models(sparse_table(), 2).fits
    cache.keep_models(KEY, fits)
    assert cache.models(KEY) == fits


def test_only_the_owner_reads_what_is_kept(tmp_path: Path) -> None:
    cache = EstimateCache(tmp_path)
    cache.keep_answers(KEY, (_full_answer(),))
    assert cache.path(KEY).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half"),
        pytest.param(lambda whole: whole.replace(b'"N": ', b'"N": 1', 1), id="digit"),
        pytest.param(lambda whole: whole.replace(KEY.encode(), b"cd" * 32), id="another key"),
        pytest.param(lambda whole: whole.replace(b"sha256", b"sha255"), id="no hash"),
    ],
)
def test_a_damaged_file_is_not_believed_and_is_replaced(tmp_path: Path, damage: object) -> None:
    cache = EstimateCache(tmp_path)
    cache.keep_answers(KEY, (_full_answer(),))
    path = cache.path(KEY)
    whole = path.read_bytes()
    path.write_bytes(damage(whole) if callable(damage) else damage)  # type: ignore[arg-type]
    assert cache.answers(KEY) is None
    cache.keep_answers(KEY, (_full_answer(),))
    assert cache.answers(KEY) == (_full_answer(),)


def test_a_run_replaces_a_damaged_answer(tmp_path: Path) -> None:
    work = Work(cache=EstimateCache(tmp_path))
    first = estimate(dense_table(3), ["independence"], work=work)
    (path,) = tmp_path.rglob("*.json")
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    again = estimate(dense_table(3), ["independence"], work=work)
    assert json.loads(path.read_bytes())["key"] == json.loads(whole)["key"]
    assert [one.N for one in again.estimates] == [one.N for one in first.estimates]


def test_a_writer_that_is_killed_leaves_nothing_that_is_believed(tmp_path: Path) -> None:
    """The writer dies between writing beside and moving into place, over an answer of before."""
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from onrecord.flows.estimate_cache import EstimateCache\n"
        "from onrecord.core.estimate import method_named\n"
        "from onrecord.testing.estimators import dense_table\n"
        "Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "answers = method_named('independence').estimate(dense_table(3))\n"
        "EstimateCache(Path(sys.argv[1])).keep_answers(sys.argv[2], answers)\n"
    )
    cache = EstimateCache(tmp_path)
    for before in (None, (_full_answer(),)):
        if before:
            cache.keep_answers(KEY, before)
        killed = subprocess.run([sys.executable, "-c", code, str(tmp_path), KEY], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert cache.answers(KEY) == before
    assert len(list(tmp_path.rglob(".*"))) == 2
    cache.keep_answers(KEY, (_full_answer(),))
    assert cache.answers(KEY) == (_full_answer(),)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with pytest.raises(UsageError, match="cannot be kept in this folder"):
        EstimateCache(file).keep_answers(KEY, (_full_answer(),))


def test_equal_tables_under_other_names_in_any_order_share_one_key_and_others_do_not() -> None:
    table = dense_table(4)
    assert _key(table) == _key(_renamed(table, "region=West"))
    assert _key(table) == _key(table.on_lists(table.lists[::-1]))
    more = CaptureHistories(table.lists, table.histories, table.counts + 1)
    assert _key(table) != _key(more)


def test_what_matters_is_in_the_key_and_what_does_not_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, plain = dense_table(3), Options()
    own = _key(table)
    assert _key(table, options=Options(threads=4, seed=9, samples=20, chains=8)) == own
    assert _key(table, options=Options(level=0.9)) != own
    assert _key(table, options=Options(interval=IntervalMethod.POISSON_PROFILE)) != own
    assert _key(table, method_named("loglinear-aic")) != own
    drawn = _key(table, DRAWING)
    assert _key(table, DRAWING, Options(threads=4, seed=1)) == drawn
    for other in (Options(seed=2), Options(samples=20), Options(chains=8)):
        assert _key(table, DRAWING, other) != drawn
    models = models_key(numbered_lists(table), plain)
    assert models == models_key(numbered_lists(table), Options(level=0.9))
    assert models != models_key(numbered_lists(table), Options(order=1))
    monkeypatch.setattr(estimate_cache, "__version__", "99")
    assert _key(table) != own


def test_another_code_of_the_estimators_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    own = _key(dense_table(3))
    monkeypatch.setattr(estimate_cache, "_code", lambda: "other")
    assert _key(dense_table(3)) != own


def test_a_second_run_makes_nothing_and_answers_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(cache=EstimateCache(tmp_path))
    table = dense_table(3)
    first = estimate(table, METHODS, work=work)
    monkeypatch.setattr("onrecord.flows.estimate_tasks.do", _never)
    assert estimate(table, METHODS, work=work) == first
    renamed = estimate(_renamed(table, "region=West"), METHODS, work=work)
    assert [one.N for one in renamed.estimates] == [one.N for one in first.estimates]
    assert {one.stratum for one in renamed.estimates} == {"region=West"}
    model = next(one for one in renamed.estimates if one.method == "loglinear-bic")
    assert "other court" in str(model.model_by_lists())
    with pytest.raises(AssertionError, match="made again"):
        estimate(dense_table(4), METHODS, work=work)


def test_answers_do_not_depend_on_the_cache_or_the_workers(tmp_path: Path) -> None:
    tables = [
        _renamed(dense_table(3), "region=East"),
        replace(_renamed(dense_table(3)), stratum="region=West"),
    ]
    plain = estimate(tables, METHODS)
    for work in (
        Work(cache=EstimateCache(tmp_path)),
        Work(cache=EstimateCache(tmp_path)),
        Work(workers=Workers.processes(2)),
    ):
        timed = estimate(tables, METHODS, work=work)
        for one, other in zip(plain.estimates, timed.estimates, strict=True):
            assert replace(one, seconds=None) == replace(other, seconds=None)
        assert timed.models == plain.models
        assert timed.totals == plain.totals


def _never(_task: Task) -> Done:
    raise AssertionError("an answer that was kept is made again")
