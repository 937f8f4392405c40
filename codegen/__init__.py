"""Generates typed, validated request packages from botocore service models and rule specs."""
