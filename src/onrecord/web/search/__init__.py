"""Search over everything that a person may see, by a blind index."""
