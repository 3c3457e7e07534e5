"""What the reference case holds, and that it holds together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound
from onrecord.reference import PublishedFigure, ReferenceCase, Status, kosovo
from onrecord.vocab import LANGUAGES, load_scheme
from onrecord.vocab.checks import latin_of


@pytest.fixture
def case() -> ReferenceCase:
    return kosovo()


def test_every_value_has_a_source_that_exists_and_a_status(case: ReferenceCase) -> None:
    known = {source.id for source in case.sources}
    values = (*case.figures, *case.totals, *case.timeline, *case.institutions, *case.units)

    assert {value.source for value in values} <= known
    assert all(isinstance(value.status, Status) for value in values)


def test_every_source_is_used_and_names_its_licence(case: ReferenceCase) -> None:
    values = (*case.figures, *case.totals, *case.timeline, *case.institutions, *case.units)

    assert {source.id for source in case.sources} == {value.source for value in values}
    assert all(source.licence for source in case.sources)


def test_no_value_is_remembered(case: ReferenceCase) -> None:
    remembered = {"F026", "F061", "F065", "F092", "F120", "F139", "F140", "F141", "F142", "F143"}

    assert not remembered & {figure.id for figure in case.figures}


def test_what_was_read_in_no_publication_of_its_own_is_not_called_seen(
    case: ReferenceCase,
) -> None:
    for figure in case.figures:
        if case.source(figure.source).primary_to_fetch:
            assert figure.status is not Status.seen


def test_values_lie_between_their_limits(case: ReferenceCase) -> None:
    for figure in case.figures:
        quantity = figure.quantity
        if quantity.value is not None and quantity.low is not None:
            assert quantity.low <= quantity.value, figure.id
        if quantity.value is not None and quantity.high is not None:
            assert quantity.value <= quantity.high, figure.id


def _dated_before_its_events(case: ReferenceCase) -> Iterator[PublishedFigure]:
    missing_since = date(1998, 1, 1)
    for figure in case.figures:
        start = figure.period.earliest if figure.period else None
        if figure.measure == "figure/missing-open":
            start = start or missing_since
        stated = figure.as_of.latest if figure.as_of else None
        if start and stated and stated <= start:
            yield figure


def test_a_figure_dated_before_its_events_is_flagged_and_no_other(case: ReferenceCase) -> None:
    flagged = [figure for figure in case.figures if "as_of_before_events" in figure.flags]

    assert list(_dated_before_its_events(case)) == flagged
    assert [figure.id for figure in flagged] == ["F204", "F205", "F206", "F207"]


def test_figures_ask_what_their_question_asks(case: ReferenceCase) -> None:
    groups = load_scheme("groups")
    for figure in case.figures:
        question = case.question(figure.question)
        assert figure.measure == question.measure, figure.id
        if figure.group and question.group:
            assert groups.is_a(figure.group, question.group), figure.id


def test_the_unit_is_that_of_the_measure(case: ReferenceCase) -> None:
    measures = load_scheme("figure_measures")
    other_units = {"F039": "cases", "F107": "acts"}
    for figure in case.figures:
        wanted = measures.concept(figure.measure).properties["unit"]
        assert figure.quantity.unit == other_units.get(figure.id, wanted), figure.id


def test_a_figure_supersedes_an_older_one_of_the_same_question(case: ReferenceCase) -> None:
    for figure in case.figures:
        if figure.supersedes is None:
            continue
        older = case.figure(figure.supersedes)
        assert older.question == figure.question
        assert older.as_of
        assert figure.as_of
        assert older.as_of.latest <= figure.as_of.latest  # type: ignore[operator]


def test_sums_are_as_we_add_them(case: ReferenceCase) -> None:
    assert len(case.totals) == 55
    assert sum(total.holds for total in case.totals) == 40
    by_id = {total.id: total for total in case.totals}
    assert [part.value for part in by_id["R01"].parts] == [944, 210, 149]
    assert by_id["R01"].holds
    assert by_id["R19"].difference == 800
    assert by_id["R14"].difference == 2


def test_a_total_of_a_figure_states_its_value(case: ReferenceCase) -> None:
    rounded = {"R27"}
    for total in case.totals:
        if total.figure and total.id not in rounded:
            assert case.figure(total.figure).quantity.value == total.stated, total.id


def test_the_chosen_estimate_stands_with_its_interval(case: ReferenceCase) -> None:
    estimate = case.figure("F001")

    assert estimate.quantity.interval() == (9002, 12122)
    assert estimate.period == Period.from_edtf("1999-03-20/1999-06-22")
    assert estimate.status is Status.seen


def test_the_seed_documents_give_their_figures_with_bounds(case: ReferenceCase) -> None:
    bounds = {figure.id: figure.quantity.bound for figure in case.figures}

    assert bounds["F201"] is Bound.nearly
    assert bounds["F202"] is Bound.range
    assert bounds["F203"] is Bound.share
    assert bounds["F208"] is Bound.worded
    assert bounds["F213"] is Bound.at_least
    assert case.figure("F218").quantity.base is not None
    assert case.figure("F210").status is Status.unverified


def test_march_2004_shows_figures_that_disagree(case: ReferenceCase) -> None:
    deaths = case.figures_of("march-2004-deaths")

    assert [str(figure.quantity) for figure in deaths] == [
        "19 persons",
        "28 persons",
        "27 persons",
        "at least 14 persons",
    ]


def test_sources_that_copy_one_another_share_an_origin(case: ReferenceCase) -> None:
    origins = {case.source(figure.source).origin for figure in case.figures_of("missing-open")}

    assert len(origins) < len(case.figures_of("missing-open"))


def test_the_capture_histories_carry_the_notice_of_their_publisher(case: ReferenceCase) -> None:
    table = case.capture_histories

    assert table.lists == ("EXH", "ABA", "OSCE", "HRW")
    assert len(table.rows) == 15
    assert table.observed == pytest.approx(4399.67)
    assert all(any(history) for history, _ in table.rows)
    assert "convenience sample data" in table.required_notice
    assert table.content.decode().splitlines()[0] == "EXH,ABA,OSCE,HRW,count"


def test_the_timeline_runs_forward_and_is_named_in_four_languages(case: ReferenceCase) -> None:
    starts = [event.date.earliest for event in case.timeline]

    assert None not in starts
    assert starts == sorted(starts)  # type: ignore[type-var]
    assert all(event.labels[language] for event in case.timeline for language in LANGUAGES)


def test_an_error_of_a_source_is_noted_where_the_right_value_stands(case: ReferenceCase) -> None:
    independence = next(event for event in case.timeline if event.id == "independence")

    assert independence.date == Period.from_edtf("2008-02-17")
    assert "2009" in independence.note


def test_eight_units_are_counted_and_none_is_named(case: ReferenceCase) -> None:
    units = next(unit for unit in case.units if unit.id == "thb-regional-units")

    assert (units.count, units.name, units.status) == (8, None, Status.unverified)


def test_an_unknown_name_is_refused(case: ReferenceCase) -> None:
    for look_up in (case.source, case.question, case.figure, case.document):
        with pytest.raises(InputError):
            look_up("no-such-thing")


def test_the_case_is_read_once() -> None:
    assert kosovo() is kosovo()


def test_serbian_labels_read_alike_in_both_scripts(case: ReferenceCase) -> None:
    for named in (*case.timeline, *case.institutions):
        assert latin_of(named.labels["sr-Cyrl"]) == named.labels["sr-Latn"], named.id


def test_a_mandate_ends_after_it_begins(case: ReferenceCase) -> None:
    for institution in case.institutions:
        if institution.valid_from and institution.valid_to:
            first, last = institution.valid_from.earliest, institution.valid_to.latest
            assert first
            assert last
            assert first <= last, institution.id
