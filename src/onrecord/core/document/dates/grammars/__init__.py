"""One file a language: its dates are read because its file lies in this folder."""
