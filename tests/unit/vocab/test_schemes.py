"""What every scheme that comes with OnRecord holds."""

from __future__ import annotations

import pytest

from onrecord.vocab import LANGUAGES, load_scheme, schemes


@pytest.mark.parametrize("name", schemes())
def test_every_scheme_passes_its_checks_and_says_what_it_is(name: str) -> None:
    scheme = load_scheme(name)

    assert scheme.name == name
    assert scheme.scope_note
    assert len(scheme) > 1
    assert all(scheme.title[language] for language in LANGUAGES)
    assert all(concept.scheme == name for concept in scheme)


@pytest.mark.parametrize("name", schemes())
def test_every_id_of_a_scheme_has_the_same_first_part(name: str) -> None:
    assert len({concept.id.split("/")[0] for concept in load_scheme(name)}) == 1


@pytest.mark.parametrize(
    "act",
    [
        "killing-deliberate",
        "killing-arbitrary",
        "torture",
        "beating",
        "stabbing",
        "drive-by-shooting",
        "grenade-attack",
        "abduction",
        "enforced-disappearance",
        "hostage-taking",
        "sexual-violence",
        "rape",
        "sexual-slavery",
        "trafficking-act",
        "trafficking-means",
        "trafficking-purpose",
        "displacement",
        "forced-march",
        "deportation",
        "arbitrary-detention",
        "homes-destroyed",
        "villages-destroyed",
        "religious-property-destroyed",
        "cultural-property-destroyed",
        "looting",
        "language-and-culture",
        "medical-care-denied",
        "education-denied",
        "work-denied",
        "movement-denied",
        "return-denied",
        "intimidation",
        "killing-political",
        "corruption",
        "obstruction-of-justice",
        "massacre",
        "human-shields",
        "mine-laying",
        "documents-seized",
        "witness-reprisal",
        "extrajudicial-execution",
        "death-in-custody",
    ],
)
def test_the_acts_of_the_reference_case_have_a_concept(act: str) -> None:
    assert f"act/{act}" in load_scheme("acts")


def test_communities_stand_in_alphabetical_order_of_their_english_labels() -> None:
    groups = load_scheme("groups")
    single = [
        "group/albanians",
        "group/ashkali",
        "group/bosniaks",
        "group/croats",
        "group/egyptians",
        "group/gorani",
        "group/jews",
        "group/montenegrins",
        "group/roma",
        "group/serbs",
        "group/turks",
    ]

    in_file = [concept for concept in groups if concept.id in single]

    assert [concept.id for concept in in_file] == single
    labels = [concept.label("en") for concept in in_file]
    assert labels == sorted(labels)


def test_a_label_of_its_time_has_dates() -> None:
    muslims = load_scheme("groups").concept("group/muslims-by-nationality")

    assert (muslims.valid_from, muslims.valid_to) == ("1968", "1993")


def test_every_measure_says_whether_it_is_a_stock_or_a_flow_and_in_which_unit() -> None:
    kinds = {"stock", "flow", "share", "rate", "count", "grade"}

    for measure in load_scheme("figure_measures"):
        assert measure.properties["kind"] in kinds, measure.id
        assert measure.properties["unit"], measure.id


def test_command_responsibility_has_its_three_failures() -> None:
    found = load_scheme("involvement").narrower("involvement/command-responsibility")

    assert [concept.id.removeprefix("involvement/failed-to-") for concept in found] == [
        "prevent",
        "act",
        "punish",
    ]


def test_a_mode_of_involvement_never_says_how_certain_it_is() -> None:
    certainty = ("alleged", "suspected", "charged", "convicted")

    for mode in load_scheme("involvement"):
        assert not any(word in mode.label("en") for word in certainty), mode.id


def test_only_a_final_conviction_makes_a_perpetrator() -> None:
    for status in load_scheme("evidential_status"):
        said = "called a perpetrator" in status.scope_note
        assert said == (status.id == "status/convicted-final"), status.id


def test_stages_have_an_order_and_exits_have_none() -> None:
    stages = load_scheme("stages")

    for stage in stages:
        assert ("order" in stage.properties) != stages.is_a(stage.id, "stage/ended"), stage.id
    assert int(stages.concept("stage/complaint").properties["order"]) < int(
        stages.concept("stage/reparation-paid").properties["order"]
    )


def test_a_protection_measure_says_for_whom_it_is() -> None:
    measures = load_scheme("measures")

    for measure in measures:
        if measure.broader:
            assert set(measure.properties["scope"].split()) <= {"person", "community"}, measure.id


@pytest.mark.parametrize(
    "outcome",
    ["exhumed", "identified-dna", "found-alive", "handed-over", "misidentified", "returned"],
)
def test_the_outcomes_that_older_lists_lack_are_here(outcome: str) -> None:
    assert f"outcome/{outcome}" in load_scheme("outcomes")


def test_every_side_can_be_named() -> None:
    kinds = load_scheme("perpetrator_kinds")

    for kind in ("organised-crime", "international-force", "paramilitary", "police", "army"):
        assert f"perpetrator/{kind}" in kinds
    assert "perpetrator/armed-group" in kinds


def test_grades_of_source_and_information_are_apart() -> None:
    reliability = load_scheme("reliability")

    letters = reliability.narrower("reliability/source")
    digits = reliability.narrower("reliability/information")

    assert [grade.properties["grade"] for grade in letters] == list("ABCDEF")
    assert [grade.properties["grade"] for grade in digits] == list("123456")
