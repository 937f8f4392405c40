"""Structures of the service, a module each."""
