"""Pages of PDF and pictures: opened, cleaned, drawn, and every word with its place on the page."""
