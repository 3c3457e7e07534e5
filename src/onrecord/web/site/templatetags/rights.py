"""May this person do that? Asked by templates, so that nobody is shown a door that is shut."""

from __future__ import annotations

from django import template

from onrecord.web.site.rights import Actor, Right
from onrecord.web.site.rights import has_right as _has_right

register = template.Library()


@register.filter
def has_right(actor: Actor, right: str) -> bool:
    """Tell whether the person has the right of this name."""
    return _has_right(actor, Right(right))
