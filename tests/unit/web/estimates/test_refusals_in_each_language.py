"""Is what cannot be estimated a row with a reason, at the terminal and on the page?

Belongs here: the refusals one by one, from the method to what a reader sees.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.estimate_sentences import QUICK, SCENES, Cells, made_up_run, table_of

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.cli import main
from onrecord.core.estimate import Estimate, method_named, sentences
from onrecord.core.estimate.expansion_prior import CLASSICAL, implied_prior
from onrecord.core.estimate.latent_class_run import Run
from onrecord.core.estimate.methods import latent_class
from onrecord.core.kernel.remark import Remark
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.estimates.services import Order, counted_table, make
from onrecord.web.site.acting import acting_as
from onrecord.web.site.words import said
from onrecord.web.sources.services import add_source, take_in

LANGUAGES = ("en", "sq", "sr-latn", "sr")
SPARSE = {"100": 40.0, "010": 30.0, "001": 20.0, "110": 6.0}


@dataclass(frozen=True)
class Refusal:
    """A table, the method that must refuse it, and by which sentence."""

    method: str
    cells: Cells
    template: str
    run: Run | None = None
    """What the chains pretend to have found; None lets them run."""


def _as_the_prior() -> Run:
    draws = implied_prior(3, 7, CLASSICAL).draws[::10]
    return replace(made_up_run(), seen=(1 / draws).reshape(4, 500))


REFUSALS = {
    "fewer than three usable lists": Refusal(
        "latent-class", {"100": 40, "010": 30, "110": 6}, sentences.TOO_FEW_LISTS
    ),
    "no overlap": Refusal("loglinear-bic", {"100": 9, "010": 9, "001": 4}, sentences.NO_OVERLAP),
    "maximum at the boundary": Refusal("chao-mth", {"111": 4, "001": 3}, sentences.NOT_ESTIMABLE),
    "unidentified": Refusal("loglinear-bic", {"111": 4, "001": 3}, sentences.NO_MODEL),
    "R-hat above 1.05": Refusal(
        "latent-class", SPARSE, sentences.CHAINS_DISAGREE, made_up_run(rhat=1.051)
    ),
    "the prior implies the answer": Refusal(
        "latent-class", SPARSE, sentences.PRIOR_IMPLIES_ANSWER, _as_the_prior()
    ),
    "no end to the belief": Refusal(
        "loglinear-averaging",
        {"001": 10, "010": 313, "100": 316, "110": 2, "111": 35},
        sentences.GRID_ENDS,
    ),
}


@pytest.fixture
def refusal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Refusal:
    known = REFUSALS[request.param]
    if known.run is not None:
        monkeypatch.setattr(latent_class, "run_chains", lambda *_, **__: known.run)
    return known


each = pytest.mark.parametrize("refusal", REFUSALS, indirect=True)


def _answer(refusal: Refusal) -> Estimate:
    (answer,) = method_named(refusal.method).estimate(table_of(refusal.cells), QUICK)
    return answer


def _written(refusal: Refusal, path: Path) -> Path:
    table = table_of(refusal.cells)
    rows = zip(table.histories.tolist(), table.counts.tolist(), strict=True)
    lines = [",".join(map(str, [*marks, count])) for marks, count in rows]
    path.write_text("\n".join([",".join((*table.lists, "count")), *lines]) + "\n")
    return path


@each
def test_the_method_gives_a_reason_and_no_number(refusal: Refusal) -> None:
    answer = _answer(refusal)
    assert (answer.N, answer.interval, answer.draws) == (None, None, None)
    assert answer.refused is not None
    assert answer.refused.template == refusal.template


@each
def test_the_command_writes_a_row_and_ends_well(
    refusal: Refusal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _written(refusal, tmp_path / "table.csv")
    assert read_capture_table(path)[0] == table_of(refusal.cells)
    assert main(["estimate", str(path), "--method", refusal.method, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["estimates"]
    assert (row["N"], row["low"], row["high"]) == (None, None, None)
    assert row["refused"] == str(_answer(refusal).refused)
    assert main(["estimate", str(path), "--method", refusal.method]) == 0
    assert row["refused"][:40] in re.sub(r"\s+", " ", capsys.readouterr().out)


@each
def test_the_page_says_why_in_every_language(
    refusal: Refusal,
    tmp_path: Path,
    user_of: Callable[..., User],
    general: Compartment,
    logged_in: Callable[..., Client],
) -> None:
    user = user_of("supervisor", [general])
    with acting_as(user.username):
        source = add_source(
            {"title": "Table", "kind": "source/dataset"}, compartment_id=general.pk, by=user
        )
        content = _written(refusal, tmp_path / "table.csv").read_bytes()
        exhibit = take_in(source, content, name="table.csv", by=user)
        order = Order(title="Dead", preferred=refusal.method, methods=[refusal.method])
        made = make(counted_table(exhibit), order, by=user)
    assert made.number() is None
    reason = _answer(refusal).refused
    assert reason is not None
    shown = set()
    client = logged_in(user)
    for language in LANGUAGES:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get(reverse("estimates:one", args=[made.pk]))
        assert page.status_code == 200
        with translation.override(language):
            wanted = said(reason)
        assert wanted in html.unescape(page.content.decode())
        shown.add(wanted)
    assert len(shown) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", SCENES)
def test_every_sentence_is_said_in_every_language(name: str, language: str) -> None:
    template = getattr(sentences, name)
    remark = next(remark for remark in _said_in(name) if remark.template == template)
    with translation.override(language):
        there = said(remark)
    assert "{" not in there
    assert there != str(remark)
    assert bool(re.search("[а-шђјљњћџ]", there)) == (language == "sr")


@cache
def _said_in(name: str) -> tuple[Remark, ...]:
    return tuple(SCENES[name]())
