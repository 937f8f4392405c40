"""Generates typed, validated request packages from botocore service models and rule specs."""

__version__ = "0.1.0"
