"""A small application on the SageMaker package, for type checkers to read; `accepted` is also run."""
