"""Service patterns: read as Java reads them, written for Python's `re` and for JSON Schema, and proved safe to run.

Independent of models and specs: text in, text and verdicts out. Nothing here prints or touches files.
"""

from .analysis import Risk
from .captures import uncaptured
from .strings import misses, samples
from .translate import Translation, adversarial, assess, translate

__all__ = ["Risk", "Translation", "adversarial", "assess", "misses", "samples", "translate", "uncaptured"]
