"""What do the invented documents say of acts, in whose words? As a coder would enter it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REPORT = "report-gurishte.html"
STATEMENT = "statement-arta.txt"

_GURISHTE = {"place_text": "Gurishtë, Gjakovë", "place_id": "xk-m05"}
_KAMENOVO = {"place_text": "Kamenovo near Prizren", "place_id": "xk-m21"}


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """What one invented document says of one act.

    ``values`` are fields of Account. ``words`` names for each coded field the words that it
    rests on. ``event`` groups accounts of acts that a supervisor judges to belong together.
    """

    document: str
    values: Mapping[str, Any] = field(hash=False)
    words: Mapping[str, str] = field(hash=False)
    event: str


ACCOUNTS = (
    DemonstrationAccount(
        REPORT,
        {
            "act_type": "act/killing-deliberate",
            "victim_bound": "exact",
            "victim_value": 23,
            "period": "1999-04-03/1999-04-05",
            "perpetrator_text": "armed men in uniform",
            **_GURISHTE,
        },
        {
            "act_type": "23 people were killed in the village",
            "victim_bound": "23 people were killed",
            "period": "3 to 5 April 1999",
            "perpetrator_text": "armed men in uniform",
            "place_text": "Gurishtë in the municipality of Gjakovë",
        },
        "gurishte",
    ),
    DemonstrationAccount(
        REPORT,
        {
            "act_type": "act/homes-destroyed",
            "period": "1999-04-03/1999-04-05",
            "perpetrator_text": "armed men in uniform",
            **_GURISHTE,
        },
        {
            "act_type": "Between 40 and 55 houses were burned",
            "period": "3 to 5 April 1999",
            "perpetrator_text": "armed men in uniform",
            "place_text": "Gurishtë in the municipality of Gjakovë",
        },
        "gurishte",
    ),
    DemonstrationAccount(
        REPORT,
        {
            "act_type": "act/expulsion",
            "victim_bound": "at_least",
            "victim_value": 310,
            "victim_low": 310,
            "period": "1999-04-03/1999-04-05",
            **_GURISHTE,
        },
        {
            "act_type": "At least 310 people fled on foot",
            "victim_bound": "At least 310 people",
            "period": "in the following two days",
            "place_text": "Gurishtë in the municipality of Gjakovë",
        },
        "gurishte",
    ),
    DemonstrationAccount(
        REPORT,
        {
            "act_type": "act/abduction",
            "victim_group": "group/serbs",
            "victim_bound": "exact",
            "victim_value": 5,
            "period": "1999-06-17/1999-06-20",
            **_KAMENOVO,
        },
        {
            "act_type": "five Serbs were abducted",
            "victim_group": "five Serbs",
            "victim_bound": "five Serbs",
            "period": "between 17 and 20 June 1999",
            "place_text": "Kamenovo near Prizren",
        },
        "kamenovo",
    ),
    DemonstrationAccount(
        REPORT,
        {"act_type": "act/grenade-attack", "period": "1999-06-19", **_KAMENOVO},
        {
            "act_type": "a hand grenade was thrown into a yard",
            "period": "on 19 June 1999",
            "place_text": "Kamenovo near Prizren",
        },
        "kamenovo",
    ),
    DemonstrationAccount(
        STATEMENT,
        {
            "act_type": "act/beating",
            "victim_name": "Enver Guri",
            "period": "1999-04-03",
            "perpetrator_text": "three men in uniform with masks",
            "attributed_to": "the witness herself",
            **_GURISHTE,
        },
        {
            "act_type": "One of them beat Enver",
            "victim_name": "Enver Guri",
            "period": "On the morning of 3 April 1999",
            "perpetrator_text": "three men in uniform with masks",
            "attributed_to": "came into our yard",
            "place_text": "Gurishtë, municipality of Gjakovë",
        },
        "",
    ),
    DemonstrationAccount(
        STATEMENT,
        {
            "act_type": "act/killing-deliberate",
            "victim_name": "Enver Guri",
            "period": "1999-04-03",
            "attributed_to": "Fatime Bora, who told the witness",
            **_GURISHTE,
        },
        {
            "act_type": "Besim and Enver had been killed in our yard",
            "victim_name": "Enver Guri",
            "period": "On the morning of 3 April 1999",
            "attributed_to": "a woman from our village, Fatime Bora, told me",
            "place_text": "in our yard",
        },
        "",
    ),
)

EVENTS = {
    "gurishte": {
        "title": "The attack on Gurishtë",
        "period": "1999-04-03/1999-04-05",
        **_GURISHTE,
        "description": "Invented for demonstration.",
    },
    "kamenovo": {
        "title": "Abductions and a grenade at Kamenovo",
        "period": "1999-06-17/1999-06-20",
        **_KAMENOVO,
        "description": "Invented for demonstration.",
    },
}
