"""The app of reading and coding."""

from django.apps import AppConfig


class CodingConfig(AppConfig):
    """Suggestions, accounts, acts, events."""

    name = "onrecord.web.coding"
