"""The app of checks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class ChecksConfig(AppConfig):
    """Findings of checks, and what people decided about them."""

    name = "onrecord.web.checks"
    navigation = (NavigationItem(_("Findings"), "checks:list", Right.READ),)
