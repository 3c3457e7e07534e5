"""Forms of reading, accounts, acts and events: their fields and labels, no rules."""
