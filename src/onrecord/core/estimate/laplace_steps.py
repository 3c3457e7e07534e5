"""How far does the climb to the height of a posterior go? The same for both twins."""

from typing import Final

SHAPE: Final = 0.001
"""a and b of the inverse gamma law of the variance."""
STEPS: Final = 60
"""Most steps of a climb."""
HALVINGS: Final = 30
"""Most times that a step is halved."""
CLOSE: Final = 1e-6
"""Stop when one more step would raise the logarithm of the density by less than this."""
FIXED_STEPS: Final = 5
"""Steps that a climb with a free variance takes at first with the variance 1."""
