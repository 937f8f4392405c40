"""Benchmarks against peers in the same run: `python -m tests.benchmarks [NAME...]`. No part of the test suite."""
