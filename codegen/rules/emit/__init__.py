"""A checked rule in each of its forms."""
