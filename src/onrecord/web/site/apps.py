"""The app that holds what all others share."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Shared pages and rules."""

    name = "onrecord.web.site"
