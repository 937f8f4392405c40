"""What is worked out about a checked rule before it is emitted."""
