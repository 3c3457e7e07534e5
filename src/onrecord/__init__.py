"""OnRecord: document human-rights violations and act on them."""

__version__ = "0.1.0"
