"""The app of statements."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class StatementsConfig(AppConfig):
    """Forms, interviews, and what the answers of statements propose."""

    name = "onrecord.web.statements"
    navigation = (NavigationItem(_("Statements"), "statements:home", Right.READ),)
