"""The app of linkage."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class LinkageConfig(AppConfig):
    """Linkage runs, candidate pairs, decisions about them."""

    name = "onrecord.web.linkage"
    navigation = (NavigationItem(_("Linkage"), "linkage:runs", Right.READ),)
