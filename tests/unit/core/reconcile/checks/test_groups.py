from __future__ import annotations

from onrecord.core.reconcile.checks.groups import find_groups

LABELS = {"serbs": "serbs", "roma": "roma", "serbs and roma": "both"}
ADJECTIVES = {"serb": "serbs"}


def test_the_longest_label_counts_and_adjectives_need_people() -> None:
    text = "Serbs and Roma, Serb families and the Serb army; Roma."
    found = [
        (text[start:end], concept) for start, end, concept in find_groups(text, LABELS, ADJECTIVES)
    ]
    assert found == [("Serbs and Roma", "both"), ("Serb", "serbs"), ("Roma", "roma")]


def test_without_labels_nothing_is_found() -> None:
    assert list(find_groups("Serbs", {}, {})) == []
