"""The wire layer's support: plain data in, violations out. Standard library only."""
