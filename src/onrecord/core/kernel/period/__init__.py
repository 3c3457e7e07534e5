"""When something was: an interval with a precision, never a filler day."""

from onrecord.core.kernel.period.stretch import Precision, Qualifier
from onrecord.core.kernel.period.value import Period

__all__ = ["Period", "Precision", "Qualifier"]
