"""Verdicts compared with those of other implementations, over seeded random data."""
