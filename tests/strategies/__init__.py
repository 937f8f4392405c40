"""Proof by drawing: what is drawn is valid, and near misses break exactly one constraint or rule."""
