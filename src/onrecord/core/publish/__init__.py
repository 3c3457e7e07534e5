"""What may be told, and how it is traced to its evidence."""
