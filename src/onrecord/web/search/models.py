"""Which tables has search? None: its index is a file of its own beside the register.

The index follows from the records and holds no claim. Were it a table of the register, every
word of it would be an entry of the log, and bringing it up to date would keep people who write
from writing. See docs/decisions/0022-blind-index.md.
"""
