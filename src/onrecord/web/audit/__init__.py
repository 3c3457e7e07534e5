"""The log that cannot be edited unseen."""
