"""Estimation for people who work in Python: a frame in, a result that shows itself."""

from onrecord.notebook.drawing import Drawing
from onrecord.notebook.estimating import estimate
from onrecord.notebook.result import Estimates
from onrecord.notebook.settings import Settings

__all__ = ["Drawing", "Estimates", "Settings", "estimate"]
