"""Source of emitted modules: names, and small pieces of Python as values."""
