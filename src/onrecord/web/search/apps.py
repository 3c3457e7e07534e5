"""The app of search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class SearchConfig(AppConfig):
    """The page of search and its index."""

    name = "onrecord.web.search"
    navigation = (NavigationItem(_("Search"), "search:search", Right.READ, key="/"),)
