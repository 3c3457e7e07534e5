"""The app of reading and coding."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.context import NavigationItem
from onrecord.web.site.rights import Right


class CodingConfig(AppConfig):
    """Suggestions, accounts, acts, events."""

    name = "onrecord.web.coding"
    navigation = (
        NavigationItem(
            _("Reading"),
            "coding:documents",
            Right.READ,
            ("coding:accounts", "coding:rounds", "coding:codebook", "coding:terms"),
        ),
        NavigationItem(_("Acts"), "coding:acts", Right.READ, ("coding:events", "coding:types")),
    )
