"""Service patterns: read as Java reads them, written for Python's `re` and for JSON Schema, and proved safe to run.

Independent of models and specs: text in, text and verdicts out. Nothing here prints or touches files.
"""

from codegen.patterns.strings import misses, samples
from codegen.patterns.translate import Translation, translate

__all__ = ["Translation", "misses", "samples", "translate"]
