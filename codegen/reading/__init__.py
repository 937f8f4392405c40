"""Reads JSON and YAML text into nodes that know where they stand: request files, templates and specs alike.

Data flows one way: ``load`` (bytes to text) -> ``json_nodes``/``yaml_nodes`` -> ``nodes``. Everything here is plain
standard library (PyYAML is touched only for YAML), is imported where it is needed, and never raises on what a file
holds: what is wrong becomes a problem with an offset.
"""
