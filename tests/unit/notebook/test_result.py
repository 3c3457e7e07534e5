from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.notebook import Estimates, estimate

Frame = dict[str, list[object]]
NASTY = '<script>alert("x")</script>&'


@pytest.fixture
def result(frame: Frame) -> Estimates:
    return estimate(frame, methods=["chao-mh", "loglinear-bic", "petersen"], name="three lists")


def test_rows_hold_plain_values_under_fixed_names(result: Estimates) -> None:
    bound, chosen, refused = result.table()
    assert list(bound) == [
        *("stratum", "method", "model", "observed", "N", "low", "high", "level"),
        *("interval_method", "lower_bound", "bic", "warnings", "refused"),
    ]
    assert bound["lower_bound"] is True
    assert chosen["level"] == 0.95
    assert refused["N"] is None
    assert str(refused["refused"]).startswith("This method takes at most 2 lists")
    kinds = {type(value) for row in result.table() for value in row.values()}
    assert kinds <= {str, float, bool, type(None)}


def test_rows_become_a_data_frame(result: Estimates) -> None:
    pandas = pytest.importorskip("pandas")
    whole = pandas.DataFrame(result.table()).set_index("method")
    assert whole.loc["loglinear-bic", "N"] == result["loglinear-bic"].N


def test_one_answer_is_found_by_its_method(result: Estimates) -> None:
    assert result["chao-mh"].lower_bound
    with pytest.raises(UsageError, match="Those run are: chao-mh, loglinear-bic, petersen"):
        result["guess"]


def test_several_answers_of_one_method_are_not_guessed_among(frame: Frame) -> None:
    halves = {**frame, "half": [1, 2, 1, 2, 1, 2, 1]}
    several = estimate(halves, strata="half", methods="chao-mh")
    with pytest.raises(UsageError, match="gives 2 answers here"):
        several["chao-mh"]
    assert len(several) == len(list(several)) == 2


def test_models_stand_best_first(result: Estimates) -> None:
    rows = result.models()
    assert len(rows) == 8
    assert rows[0]["N"] == result["loglinear-bic"].N


def test_without_each_list_begins_with_the_whole(result: Estimates) -> None:
    rows = result.without_each_list("chao-mh")
    assert [row["left_out"] for row in rows] == [None, "court", "press", "union"]
    assert rows[0]["N"] == result["chao-mh"].N
    assert rows[1]["observed"] == 147 - 50
    with pytest.raises(UsageError, match="The methods are: "):
        result.without_each_list("guess")


def test_it_is_short_where_only_a_line_is_shown(result: Estimates) -> None:
    assert repr(result) == "<Estimates of three lists: 2 numbers from 3 answers, 147 observed>"


def test_the_page_shows_numbers_bounds_refusals_and_models(result: Estimates) -> None:
    page = result._repr_html_()
    assert "≥ " in page
    assert "95 % interval" in page
    assert "This method takes at most 2 lists" in page
    assert "Models within 6 BIC units of the best, of 8" in page
    assert well_formed(page) is not None


def test_the_page_says_that_nothing_could_be_estimated() -> None:
    apart = estimate({"A": [1, 0, 0], "B": [0, 1, 0], "C": [0, 0, 1]}, methods="chao-mh")
    assert "No method gives a number." in apart._repr_html_()
    assert "No record is on more than one list" in apart._repr_html_()
    assert "No record is on more than one list" in str(apart.plot())


def test_two_lists_are_announced_first() -> None:
    two = estimate({"A": [1, 0, 1], "B": [0, 1, 1], "count": [50, 40, 9]})
    announced = "Two lists only: these numbers cannot be checked."
    assert two._repr_html_().index(announced) < two._repr_html_().index("<table>")
    assert announced in str(two.plot())


def test_models_that_disagree_are_told_of() -> None:
    marks = [[n >> place & 1 for n in range(1, 16)] for place in range(4)]
    kosovo = [1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27]
    columns = dict(zip(["EXH", "ABA", "OSCE", "HRW"], marks, strict=True))
    page = estimate({**columns, "count": kosovo}, methods="loglinear-bic")._repr_html_()
    assert "give totals from 10,357 to 18,393, a factor of 1.78" in page
    assert "<details open>" in page


def test_names_are_escaped_everywhere(frame: Frame) -> None:
    nasty = {NASTY: frame["court"], "b": frame["press"], "c": frame["union"], "s": [NASTY] * 7}
    nasty["count"] = frame["count"]
    result = estimate(nasty, strata="s", methods=["loglinear-bic", "petersen"], name=NASTY)
    for shown in (result._repr_html_(), str(result.plot())):
        assert "&lt;script&gt;" in shown
        assert "<script" not in shown
        assert well_formed(shown) is not None


def test_the_drawing_shows_itself(result: Estimates, tmp_path: Path) -> None:
    drawing = result.plot()
    root = well_formed(drawing._repr_svg_())
    assert root.tag.endswith("svg")
    words = " ".join(text for text in root.itertext())
    assert "147 observed" in words
    assert "chao-mh" in words
    assert "No number from petersen: This method takes at most 2 lists" in words
    assert len(repr(drawing)) < 60
    drawing.save(tmp_path / "drawing.svg")
    assert (tmp_path / "drawing.svg").read_text(encoding="utf-8") == str(drawing)


def test_dots_stand_where_the_axis_says(result: Estimates) -> None:
    svg = str(result.plot())
    root = well_formed(svg)
    space = "{http://www.w3.org/2000/svg}"
    ticks = {
        float(text.text.replace(",", "")): float(text.get("x", "nan"))
        for text in root.iter(f"{space}text")
        if text.get("text-anchor") == "middle" and text.text and re.fullmatch(r"[\d,]+", text.text)
    }
    (zero, start), (end, last) = min(ticks.items()), max(ticks.items())
    (dot,) = [float(circle.get("cx", "nan")) for circle in root.iter(f"{space}circle")]
    read_off = zero + (dot - start) * (end - zero) / (last - start)
    assert read_off == pytest.approx(result["loglinear-bic"].N, rel=0.005)


def test_a_number_far_off_does_not_hide_the_others() -> None:
    """One method says a hundred thousand, four say some hundreds: the axis shows the hundreds."""
    table = {"A": [1, 0, 0, 1, 1], "B": [0, 1, 0, 1, 0], "C": [0, 0, 1, 0, 1]}
    counts = {"count": [9000, 9000, 9000, 3, 3]}
    answers = estimate({**table, **counts, "s": ["x"] * 5}, strata="s", methods="chao-mh")
    near = estimate({**table, "count": [50, 40, 30, 12, 11]}, methods="chao-mh")
    joined = Estimates(
        run=type(near.run)(
            table="two",
            sha256="",
            lists=near.run.lists,
            observed=1.0,
            strata=(*near.run.strata, *near.run.strata, *answers.run.strata),
            seed=None,
            version="",
        ),
        tables=near.tables,
        options=near.options,
    )
    ticks = re.findall(r'text-anchor="middle">([\d,]+)<', str(joined.plot()))
    assert max(int(tick.replace(",", "")) for tick in ticks) < 100_000


def well_formed(text: str) -> ET.Element:
    return ET.fromstring(text.replace("<details open>", "<details>"))
