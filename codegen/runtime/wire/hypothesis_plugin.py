"""Hypothesis's entry point: called when it is imported, for classes that were there before it.

Part of the wire layer: whoever imports Hypothesis pays for this module alone.
"""

from __future__ import annotations

import sys


def register() -> None:
    """Gives Hypothesis the strategies of the classes that are loaded; those loaded later register themselves."""
    for name, module in list(sys.modules.items()):
        if name.endswith("._runtime.typed.structure"):
            module.hypothesis_types.register_all(module.Structure)
