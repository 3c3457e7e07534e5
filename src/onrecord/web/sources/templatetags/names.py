"""Names of files on pages, with what cannot be seen in them."""

from __future__ import annotations

from django import template

from onrecord.web.sources import names

register = template.Library()


@register.filter
def shown_name(name: str) -> str:
    """Return a name with every letter that cannot be seen written as its number."""
    return names.shown_name(name)
