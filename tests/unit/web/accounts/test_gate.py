from __future__ import annotations

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils.module_loading import import_string

from onrecord.core.kernel.errors import AccessDenied
from onrecord.web.accounts import gate
from onrecord.web.site import install


def _request(**session: object):
    request = RequestFactory().get("/")
    request.session = session
    return request


def test_the_setting_of_exports_names_the_guard() -> None:
    assert import_string(settings.ONRECORD_EXPORT_GUARD) is gate.second_factor


@pytest.mark.parametrize("session", [{}, {gate.SHOWN: False}, {gate.SHOWN: "yes"}, {gate.SHOWN: 1}])
def test_a_session_without_a_second_factor_is_refused(session: dict[str, object]) -> None:
    with pytest.raises(AccessDenied, match="second factor"):
        gate.second_factor(_request(**session))


def test_a_session_with_a_second_factor_passes() -> None:
    gate.second_factor(_request(**{gate.SHOWN: True}))


def test_a_register_for_trying_out_asks_for_none(register_folder) -> None:
    marker = register_folder / install.DEMO
    marker.touch()
    try:
        gate.second_factor(_request())
    finally:
        marker.unlink()
