"""The app of lists, mentions and persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Lists, mentions, persons."""

    name = "onrecord.web.people"
