"""The app that keeps the log."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class AuditConfig(AppConfig):
    """Log, triggers and verification."""

    name = "onrecord.web.audit"
    navigation = (NavigationItem(_("Log"), "audit:log", Right.AUDIT),)

    def ready(self) -> None:
        """Teach each new connection our functions and each new schema its triggers."""
        from onrecord.web.audit import functions, triggers  # noqa: PLC0415 - models load after apps

        connection_created.connect(functions.register, dispatch_uid="onrecord-functions")
        post_migrate.connect(triggers.install, dispatch_uid="onrecord-triggers")
