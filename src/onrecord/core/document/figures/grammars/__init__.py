"""One file a language: its figures are read because its file lies in this folder."""
