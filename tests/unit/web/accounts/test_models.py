from __future__ import annotations

from pathlib import Path

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit import triggers
from onrecord.web.audit.models import Entry


def test_the_scene_has_people_compartments_and_triggers(
    general: Compartment, sealed: Compartment, user_of, register_folder: Path
) -> None:
    arta = user_of("reader", [general])
    besim = user_of("supervisor", [general, sealed])
    assert (arta.username, besim.username) == ("arta", "besim")
    assert arta.compartment_ids() == {general.pk}
    assert triggers.installed().keys() == triggers.expected().keys()
    assert (register_folder / "keys" / "master.json").exists()


def test_a_changed_role_is_in_the_log_even_when_changed_in_bulk(user_of) -> None:
    arta = user_of("reader")
    User.objects.filter(pk=arta.pk).update(role="supervisor")
    entry = Entry.objects.filter(subject="accounts_user", action="update").latest("seq")
    assert (entry.subject_id, entry.fields) == (str(arta.pk), "role")
