"""What a list says, row by row: CSV and XLSX files of any separator, encoding and header."""

from onrecord.adapters.read.table.opening import Table, open_table
from onrecord.adapters.read.table.rows import Dialect, Row, RowError, Source

__all__ = ["Dialect", "Row", "RowError", "Source", "Table", "open_table"]
