"""The verbs of lists, mentions and persons: each owns its right, transaction and reason."""
