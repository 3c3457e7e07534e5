"""The pure core: values in, values out; needs NumPy and SciPy and nothing else."""
