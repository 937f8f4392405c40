"""Property tests of the package."""
