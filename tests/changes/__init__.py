"""Changes between models, and what they do to files."""
