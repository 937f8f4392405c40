"""Service models: opened (`botocore`, `pinned`), checked (`parse`), and as facts (`shapes`)."""

from .botocore import available_services, load_botocore
from .parse import parse
from .pinned import dump, load_pinned, load_text, prune, with_unions
from .shapes import Member, Model, ModelError, Operation, Pin, Shape, nearest, type_names

__all__ = [
    "Member",
    "Model",
    "ModelError",
    "Operation",
    "Pin",
    "Shape",
    "available_services",
    "dump",
    "load_botocore",
    "load_pinned",
    "load_text",
    "nearest",
    "parse",
    "prune",
    "type_names",
    "with_unions",
]
