"""The words of the field as data: concept schemes with labels in four languages."""

from onrecord.vocab.concepts import LANGUAGES, Concept, Scheme
from onrecord.vocab.loader import load_scheme, read_scheme, schemes

__all__ = ["LANGUAGES", "Concept", "Scheme", "load_scheme", "read_scheme", "schemes"]
