"""The app of sources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class SourcesConfig(AppConfig):
    """Sources, exhibits, custody, consent."""

    name = "onrecord.web.sources"
    navigation = (
        NavigationItem(_("Sources"), "sources:list", Right.READ),
        NavigationItem(_("Checks"), "sources:checks", Right.AUDIT),
    )
