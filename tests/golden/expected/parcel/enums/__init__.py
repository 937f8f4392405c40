"""Enums of the service, a module each."""
