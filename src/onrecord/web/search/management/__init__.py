"""Commands of search for whoever runs the register."""
