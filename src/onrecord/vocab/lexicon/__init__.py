"""How acts, bodies, roles and groups are worded: forms as data, in English, Albanian, Serbian."""

from onrecord.vocab.lexicon.concepts import concept_label, known_concepts
from onrecord.vocab.lexicon.loader import default_lexicon, read_forms

__all__ = ["concept_label", "default_lexicon", "known_concepts", "read_forms"]
