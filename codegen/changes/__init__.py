"""What changed between two service models, and what it does to given files.

Data flows one way: `origins` opens the two models, `compare` finds where they differ, `facts` says where that matters
and for whom, `render` shows it. `affects` and `rules` ask what the changes do to files and to a spec. Only `command`
prints.
"""

from .compare import Edit, compare
from .facts import Change, Comparison, Grade, Place, compared
from .origins import ChangesError
from .report import WRITERS
from .survey import Survey, survey

__all__ = [
    "WRITERS",
    "Change",
    "ChangesError",
    "Comparison",
    "Edit",
    "Grade",
    "Place",
    "Survey",
    "compare",
    "compared",
    "survey",
]
