"""No tables, no migrations."""
