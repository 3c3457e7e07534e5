"""Does a text have the shape that a form asks for? Answered in time linear in the text."""

from onrecord.core.document.questionnaire.pattern.compiled import Instruction, compiled
from onrecord.core.document.questionnaire.pattern.matching import matches

__all__ = ["Instruction", "compiled", "matches"]
