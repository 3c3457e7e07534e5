"""The app of accounts."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class AccountsConfig(AppConfig):
    """Accounts, roles and compartments."""

    name = "onrecord.web.accounts"
    navigation = (NavigationItem(_("Users"), "accounts:users", Right.ADMINISTER),)

    def ready(self) -> None:
        """Give every new register its first compartment."""
        post_migrate.connect(_first_compartment, sender=self, dispatch_uid="onrecord-general")


def _first_compartment(sender: AppConfig, **_kwargs: Any) -> None:
    compartments = sender.get_model("Compartment")._default_manager
    if not compartments.exists():
        compartments.create(name="general", title="General")
