"""What every page shows around its content: where one can go, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from onrecord.web.site import install, languages
from onrecord.web.site.rights import Right, actor_of, has_right


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the menu, shown to those who have the right.

    ``also`` names further lists whose pages belong to the entry; ``key`` opens it from every
    page.
    """

    label: str | Promise
    url_name: str
    right: Right
    also: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the page shows it."""

    label: str | Promise
    url: str
    here: bool
    key: str


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give templates the menu of the apps that exist, and the language."""
    return {
        "navigation": _links(request),
        "html_lang": languages.code(),
        "languages": settings.LANGUAGES,
        "is_demo": install.is_demo(),
    }


def _links(request: HttpRequest) -> list[Link]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    links = []
    for config in apps.get_app_configs():
        for item in getattr(config, "navigation", ()):
            if has_right(actor_of(request), item.right):
                url, *others = (reverse(name) for name in (item.url_name, *item.also))
                here = request.path.startswith((url, *others))
                # Where one is, the key is the page's own.
                links.append(Link(item.label, url, here=here, key="" if here else item.key))
    return links
