"""Rules in a subset of CEL: parsed, checked against the model, and compiled for every output.

The stages, each in its module: `parse` (text to `syntax`), `check` (to a typed `tree`), `guards` (nothing absent is
read), then from that one tree `compile_python`, `json_schema`, `to_cel`, and `nnf`.
"""

from .compiled import CompiledRule, compile_rules
from .emit.element_loops import ElementLoop
from .emit.python import Constant
from .language.errors import RuleError, RuleErrors
from .source import RuleSource

__all__ = ["CompiledRule", "Constant", "ElementLoop", "RuleError", "RuleErrors", "RuleSource", "compile_rules"]
