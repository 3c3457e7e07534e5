"""The blind index: words as keyed codes, in a file of its own."""
