"""Mutants of the emitted checks, and what kills them: `python -m tests.mutation` counts the survivors."""
