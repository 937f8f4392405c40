"""Rules in a subset of CEL: parsed, checked against the model, and compiled for every output.

The stages: `language` (text to a typed tree that reads nothing absent), `analysis` (what it reads, simpler forms, the
elements that fail), `emit` (Python and JSON Schema from that one tree). `language.functions` is what all of them
know of the functions that rules call.
"""

from .compiled import CompiledRule, compile_fitting, compile_rules
from .language.errors import RuleError, RuleErrors
from .source import RuleSource

__all__ = ["CompiledRule", "RuleError", "RuleErrors", "RuleSource", "compile_fitting", "compile_rules"]
