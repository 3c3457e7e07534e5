"""Lists of named people, each mention as its source has it, and the persons they are."""
