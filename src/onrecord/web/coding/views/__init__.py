"""Pages of reading and coding."""
