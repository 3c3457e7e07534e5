"""Who may log in, change their own account, and manage everybody's?"""

from __future__ import annotations

from tests.integration.access.table import Row, Shows
from tests.integration.access.visitors import ADMINISTER, EVERY_ROLE, EVERYBODY, OUTSIDE
from tests.register_scene import PASSWORD

_NEW_PASSWORD = "qz7-vk93-wx48-yh26-jb55"

ROWS = (
    Row(
        url="accounts:login",
        who=frozenset({OUTSIDE}),
        otherwise=frozenset({302}),
        poster=EVERYBODY,
        shows=Shows.NOBODY,
        post=lambda side: {"username": "besim", "password": PASSWORD},
    ),
    Row(
        url="accounts:second_step",
        who=EVERYBODY,
        status=302,
        shows=Shows.NOBODY,
    ),
    Row(
        url="accounts:link",
        who=EVERYBODY,
        at=lambda side: {"token": side.token},
        free=True,
        shows=Shows.NOBODY,
        post=lambda side: {},
    ),
    Row(
        url="accounts:logout",
        who=EVERY_ROLE,
        status=405,
        shows=Shows.NOBODY,
        post=lambda side: {},
    ),
    Row(
        url="accounts:me",
        who=EVERY_ROLE,
        post=lambda side: {"language": "sq"},
    ),
    Row(
        url="accounts:password",
        who=EVERY_ROLE,
        shows=Shows.NOBODY,
        post=lambda side: {"password": _NEW_PASSWORD, "again": _NEW_PASSWORD},
    ),
    Row(
        url="accounts:second_factor",
        who=EVERY_ROLE,
        shows=Shows.NOBODY,
        changing=True,
    ),
    Row(
        url="accounts:add_passkey",
        who=EVERY_ROLE,
        status=405,
        shows=Shows.NOBODY,
    ),
    Row(
        url="accounts:recovery_codes",
        who=EVERY_ROLE,
        status=405,
        shows=Shows.NOBODY,
        post=lambda side: {},
        posted=200,
    ),
    Row(
        url="accounts:remove_factor",
        who=EVERY_ROLE,
        status=405,
        shows=Shows.NOBODY,
    ),
    Row(
        url="accounts:users",
        who=ADMINISTER,
        factor=True,
        shows=Shows.THE_ROLE,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="accounts:add_user",
        who=ADMINISTER,
        factor=True,
        shows=Shows.THE_ROLE,
        post=lambda side: {"username": "enver-new", "role": "reader", "reason": "New here."},
    ),
    Row(
        url="accounts:user",
        who=ADMINISTER,
        at=lambda side: {"pk": side.account_of_besim},
        free=True,
        factor=True,
        shows=Shows.THE_ROLE,
        post=lambda side: {"role": "reader", "is_active": "on", "reason": "A new task."},
    ),
    *(
        Row(
            url="accounts:user_action",
            case=action,
            who=ADMINISTER,
            at=lambda side, action=action: {"pk": side.account_of_besim, "action": action},
            free=True,
            factor=True,
            status=405,
            shows=Shows.NOBODY,
            post=lambda side: {"reason": "They asked."},
            posted=posted,
        )
        for action, posted in (
            ("login-link", 200),
            ("reset-password", 200),
            ("remove-factors", 302),
        )
    ),
    Row(
        url="accounts:compartments",
        who=ADMINISTER,
        factor=True,
        shows=Shows.THE_ROLE,
        post=lambda side: {"name": "another", "title": "Another"},
    ),
)
