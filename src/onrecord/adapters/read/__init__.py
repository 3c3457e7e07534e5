"""Files of the outside world, read: documents to text, tables to records."""
