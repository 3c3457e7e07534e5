from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from onrecord.core.kernel.errors import AccessDenied, InputError, UsageError
from onrecord.web.accounts import selectors, services
from onrecord.web.accounts.models import Change, Compartment, User
from onrecord.web.accounts.services import OPERATOR
from onrecord.web.site import settings as register_settings
from onrecord.web.site.rights import Right, Role, has_right


def _arta(**values: object) -> User:
    return services.create_user(
        "Arta", **{"role": "reader", "by": OPERATOR, "reason": "new colleague", **values}
    )


def test_an_account_begins_without_a_password_and_with_its_reason(general: Compartment) -> None:
    arta = _arta(full_name="Arta A.", compartments=[general])
    assert (arta.username, arta.has_usable_password()) == ("arta", False)
    assert arta.compartment_ids() == {general.pk}
    change = Change.objects.get(user=arta)
    assert (change.kind, change.after, change.reason, change.made_by) == (
        "created",
        "reader",
        "new colleague",
        None,
    )


@pytest.mark.parametrize("name", ["", "ar ta", "артa", "-arta", "a" * 61, "a\nb", "<script>"])
def test_a_name_that_is_not_plain_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="plain letter"):
        services.create_user(name, role="reader", by=OPERATOR, reason="x")
    assert not User.objects.exists()


def test_a_name_is_given_once_whatever_its_capitals() -> None:
    _arta()
    with pytest.raises(InputError, match="already"):
        services.create_user("ARTA", role="coder", by=OPERATOR, reason="x")


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="reader, coder"):
        _arta(role="superuser")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_changes_accounts(role: str, user_of, general) -> None:
    somebody, arta = user_of(role, [general], name="besim"), _arta()
    for change in (
        lambda: services.create_user("dragana", role="reader", by=somebody, reason="x"),
        lambda: services.change_role(arta, "coder", by=somebody, reason="x"),
        lambda: services.set_compartments(arta, [general], by=somebody, reason="x"),
        lambda: services.deactivate(arta, by=somebody, reason="x"),
        lambda: services.reactivate(arta, by=somebody, reason="x"),
        lambda: services.create_compartment("two", "Two", by=somebody),
    ):
        with pytest.raises(AccessDenied):
            change()
    assert Change.objects.count() == 1


def test_an_administrator_reads_no_record_and_cannot_give_themselves_the_right(
    user_of, general
) -> None:
    goran = user_of("administrator", [general])
    assert not has_right(goran, Right.READ)
    assert not has_right(OPERATOR, Right.READ)
    with pytest.raises(AccessDenied, match="own account"):
        services.change_role(goran, "coordinator", by=goran, reason="I need it")
    with pytest.raises(AccessDenied, match="own account"):
        services.set_compartments(goran, [], by=goran, reason="I need it")


def test_the_last_administrator_stays(user_of) -> None:
    goran = user_of("administrator", name="goran")
    with pytest.raises(UsageError, match="last administrator"):
        services.deactivate(goran, by=OPERATOR, reason="left")
    with pytest.raises(UsageError, match="last administrator"):
        services.change_role(goran, "reader", by=OPERATOR, reason="left")
    user_of("administrator", name="fatime")
    services.deactivate(goran, by=OPERATOR, reason="left")
    assert list(selectors.administrators().values_list("username", flat=True)) == ["fatime"]


def test_a_change_needs_a_reason_and_happens_wholly_or_not(user_of, general) -> None:
    arta = _arta()
    with pytest.raises(UsageError, match="reason"):
        services.change_role(arta, "coder", by=OPERATOR, reason="  ")
    assert User.objects.get(pk=arta.pk).role == "reader"
    services.change_account(
        arta,
        role="coder",
        compartments=[general],
        is_active=False,
        by=OPERATOR,
        reason="on leave",
    )
    assert list(Change.objects.filter(user=arta).order_by("pk").values_list("kind", flat=True)) == [
        "created",
        "role",
        "compartments",
        "active",
    ]


def test_what_stays_as_it_is_leaves_no_trace(general) -> None:
    arta = _arta(compartments=[general])
    services.change_account(
        arta, role="reader", compartments=[general], is_active=True, by=OPERATOR, reason="none"
    )
    assert Change.objects.filter(user=arta).count() == 1


def test_a_decision_is_never_changed_afterwards() -> None:
    _arta()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Change.objects.update(reason="another")


@pytest.mark.parametrize("weak", ["short", "123456789012345", "password1234", "arta-a-besim"])
def test_a_weak_password_is_refused(weak: str) -> None:
    arta = _arta(full_name="Arta A. Besim")
    with pytest.raises(InputError):
        services.set_own_password(arta, weak, by=arta)
    assert not User.objects.get(pk=arta.pk).has_usable_password()


def test_a_password_is_kept_as_argon2_and_set_by_its_owner_alone(user_of, settings) -> None:
    settings.PASSWORD_HASHERS = register_settings.PASSWORD_HASHERS
    arta, goran = _arta(), user_of("administrator", name="goran")
    for somebody in (goran, OPERATOR):
        with pytest.raises(AccessDenied):
            services.set_own_password(arta, "bridge-lantern-seven-rivers", by=somebody)
    services.set_own_password(arta, "bridge-lantern-seven-rivers", by=arta)
    assert arta.password.startswith("argon2$argon2id$")


def test_those_who_do_not_administer_see_no_account(user_of, general) -> None:
    reader, auditor = user_of("reader", [general]), user_of("auditor")
    assert not selectors.users(reader).exists()
    assert not selectors.changes(auditor, reader).exists()
    assert list(selectors.compartments(reader)) == [general]
    assert not selectors.compartments(auditor).exists()
