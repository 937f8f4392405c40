"""A small service whose whole output is committed and compared byte for byte."""
