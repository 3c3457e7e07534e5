"""Figures found in text by rule."""

from onrecord.core.document.figures.finder import find_figures
from onrecord.core.document.figures.suggestion import FigureSuggestion

__all__ = ["FigureSuggestion", "find_figures"]
