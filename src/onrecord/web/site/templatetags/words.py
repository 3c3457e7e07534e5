"""Quantities, dates and numbers of templates in the language of the request."""

from __future__ import annotations

from django import template

from onrecord.core.kernel.quantity import Quantity
from onrecord.web.site import words

register = template.Library()


@register.filter
def quantity(value: Quantity) -> str:
    """Return a quantity in words."""
    return words.quantity_text(value)


@register.filter
def period(value: str) -> str:
    """Return a stored period in words."""
    return words.period_text(value)


@register.filter
def number(value: float) -> str:
    """Return a number with the separators of the language."""
    return words.number_text(value)
