"""Every address of the register: home, the language switch, and one prefix for each app."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from onrecord.web.site import views

handler404 = "onrecord.web.site.views.not_found"
handler500 = "onrecord.web.site.views.fault"


def _has_pages(app: str) -> bool:
    package = f"onrecord.web.{app}"
    return find_spec(package) is not None and find_spec(f"{package}.urls") is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("language/", views.public(set_language), name="set_language"),
    *(
        path(f"{app}/", include(f"onrecord.web.{app}.urls"))
        for app in settings.APPS
        if app != "site" and _has_pages(app)
    ),
]
