"""Deploying endpoints; copied only where a spec asks for it."""
