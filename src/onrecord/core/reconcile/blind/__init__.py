"""How two parties find the people whom both lists name, and show each other no name."""
