"""One module of tests for each module of the generator, through its public functions."""
