"""How does a form that an organisation wrote as an XLSForm workbook become a form of ours?"""

from onrecord.adapters.exchange.xlsform.reading import ReadForm, read_form

__all__ = ["ReadForm", "read_form"]
