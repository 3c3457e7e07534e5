"""One file a check; each has a constant ``CHECK`` and registers by lying here."""
