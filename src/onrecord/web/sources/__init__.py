"""Sources, their preserved files, and who held them."""
