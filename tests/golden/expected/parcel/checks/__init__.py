"""The wire layer: checks of requests as plain data."""
