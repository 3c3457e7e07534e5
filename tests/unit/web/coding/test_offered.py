"""A whole account becomes a suggestion with the words that each of its values rests on."""

from __future__ import annotations

from onrecord.flows.read import default_names, read_document
from onrecord.web.coding.offered import account_rows
from onrecord.web.coding.suggested import account_cites, account_values

TEXT = "In July 1999 masked men abducted 12 Serbs in Istog, the invented office reported."


def rows(text: str) -> list[dict[str, object]]:
    reading = read_document(text.encode(), "a.txt", sandboxed=False, names=default_names())
    return list(account_rows(reading))


def test_who_did_what_to_whom_where_and_when_each_with_its_words() -> None:
    (row,) = rows(TEXT)
    values = account_values(row)
    assert values["act_type"].startswith("act/abduction")
    assert (values["victim_group"], values["victim_value"]) == ("group/serbs", 12)
    assert values["period"] == "1999-07"
    assert values["place_text"] == "Istog"
    assert values["place_id"]
    assert values["perpetrator_text"] == "masked men"
    cites = account_cites(row, values)
    quoted = {name: TEXT[slice(*spans[0])] for name, spans in cites.items()}
    assert quoted["act_type"] == "abducted"
    assert quoted["victim_group"] == "12 Serbs"
    assert quoted["period"] == "July 1999"
    assert row["quote"] == TEXT[row["start"] : row["end"]]
    assert row["quote"] == "July 1999 masked men abducted 12 Serbs in Istog"


def test_what_is_not_stated_stays_unknown() -> None:
    (row,) = rows("Besim was beaten in Istog.")
    values = account_values(row)
    assert "period" not in values
    assert "perpetrator_text" not in values
    assert "victim_value" not in values
    assert values["act_type"] == "act/beating"


def test_a_share_counts_nobody() -> None:
    values = [account_values(row) for row in rows("About 36 percent of the women were beaten.")]
    assert values
    assert all("victim_value" not in one for one in values)
