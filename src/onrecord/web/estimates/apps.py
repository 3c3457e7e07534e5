"""The app of estimates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class EstimatesConfig(AppConfig):
    """Estimates, their model tables and their trace."""

    name = "onrecord.web.estimates"
    navigation = (NavigationItem(_("Estimates"), "estimates:list", Right.READ),)
