"""The subset of CEL that rules are written in: text to syntax, syntax to a typed tree, and what is surely there."""
