"""OnRecord: document human-rights violations and act on them."""

import importlib

__version__ = "0.1.0"

__all__ = ["__version__", "estimate"]


def __getattr__(name: str) -> object:
    """Load ``estimate`` when somebody asks for it, so that ``import onrecord`` stays light."""
    if name == "estimate":
        return importlib.import_module("onrecord.notebook").estimate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
