"""Runnable comparisons: the same work side by side, as ratios, with memory."""
