"""What may a person see of reading and coding? Every selection starts from ``visible_to``."""
