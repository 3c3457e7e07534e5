"""Text on pictures of pages, recognised by tesseract: a program of the system, where it is."""

from onrecord.adapters.read.ocr.recognising import RecognisedPage, Recogniser

__all__ = ["RecognisedPage", "Recogniser"]
