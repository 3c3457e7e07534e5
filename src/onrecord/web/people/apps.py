"""The app of lists, mentions and persons."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class PeopleConfig(AppConfig):
    """Lists, mentions, persons."""

    name = "onrecord.web.people"
    navigation = (
        NavigationItem(_("Lists"), "people:lists", Right.READ),
        NavigationItem(_("Mentions"), "people:mentions", Right.READ),
        NavigationItem(_("Persons"), "people:persons", Right.READ),
    )
