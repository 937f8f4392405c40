"""Support code of the generated packages: ordinary modules, copied verbatim, importing nothing from the generator."""
