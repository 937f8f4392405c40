"""Service patterns: read as Java reads them, written for Python's `re` and for JSON Schema, and proved safe to run.

The road of a pattern, `translate`: `parse` reads the text into the tree of `syntax`, with its sets of characters
spelled out (`charset`, `unicode_sets`); `simplify` drops what is redundant where the whole string has to match.
`analysis` says, by the tree's `automaton`, how long a backtracking engine can take. Where that is too long, `harden`
rewrites the tree by way of a deterministic automaton (`dfa`). `render` writes the tree for each engine. `strings`
draws from a tree what matches and what just misses; `plain` tells the patterns that need no engine.

Independent of models and specs: text in, text and verdicts out. Nothing here prints or writes.
"""

from .captures import uncaptured
from .inclusion import includes
from .plain import Hyphenated, Letters, plain
from .reach import may_meet, within_reach
from .strings import misses, samples
from .translate import Translation, translate

__all__ = [
    "Hyphenated",
    "Letters",
    "Translation",
    "includes",
    "may_meet",
    "misses",
    "plain",
    "samples",
    "translate",
    "uncaptured",
    "within_reach",
]
