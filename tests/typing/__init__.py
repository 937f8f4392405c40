"""What type checkers see of a generated package."""
