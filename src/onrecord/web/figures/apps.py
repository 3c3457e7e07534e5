"""The app of figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class FiguresConfig(AppConfig):
    """Figures, questions, comparison."""

    name = "onrecord.web.figures"
    navigation = (NavigationItem(_("Figures"), "figures:questions", Right.READ),)
