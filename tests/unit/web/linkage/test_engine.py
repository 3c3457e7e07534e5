"""The engine of linkage scores the mentions of the register."""

from __future__ import annotations

import json

import pytest
from django.test import override_settings

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs.live import Stopped
from onrecord.web.linkage import services
from onrecord.web.people.models import Mention

from .conftest import ALONE, decided, pair_between

ENGINE = override_settings(ONRECORD_SCORER="onrecord.web.linkage.engine.score")


@ENGINE
def test_the_engine_explains_each_pair_and_heeds_decisions(
    mentions: list[Mention], supervisor: User, general: Compartment
) -> None:
    asked = services.Asked(second=0.0, measured=0, lowest=0.001)
    run = services.link(general.pk, asked, by=supervisor)
    pair = pair_between(run, *mentions[:2])
    assert sum(line["bits"] for line in pair.waterfall) == pytest.approx(pair.weight)
    assert pair.rules
    assert run.versions["splink"]
    assert json.dumps(run.settings)
    decided(pair, "different", supervisor)
    again = services.link(general.pk, asked, by=supervisor)
    assert not pair_between(again, *mentions[:2]).linked


@ENGINE
def test_a_run_stops_where_somebody_asks_for_it(
    mentions: list[Mention], supervisor: User, general: Compartment
) -> None:
    def stop(_done: int, _all: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        services.link(general.pk, ALONE, by=supervisor, tell=stop)
