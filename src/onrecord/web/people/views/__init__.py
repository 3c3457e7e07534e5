"""Pages of lists, mentions and persons."""
