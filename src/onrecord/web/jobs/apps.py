"""The app of long work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class JobsConfig(AppConfig):
    """Long work: waiting, running, done."""

    name = "onrecord.web.jobs"
    navigation = (NavigationItem(_("Long work"), "jobs:list", Right.READ),)
