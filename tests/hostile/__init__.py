"""Input that wants to break the generator: each case is refused by name or survives."""
