"""A name is counted in all its spellings, so that a common one can be told from a rare one."""

from __future__ import annotations

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.names import Namesakes


def test_names_are_counted_in_any_spelling() -> None:
    written = ["Agim Gashi", "Агим Гаши", "Gaši, Agim", "Agim (Hasan) Gashi", "Agron Gashi", "Agim"]
    found = Namesakes.of(map(PersonName.from_full, written))
    asked = PersonName.from_full("Agim Gasi")
    assert (found.count(asked), found.total) == (4, 6)
    assert str(found.remark(asked)) == "4 of 6 names are Agim Gasi, in any spelling."
    assert found.count(PersonName.from_full("Dragana Ilić")) == 0
    assert found.count(PersonName.from_full("Agim")) == 1
