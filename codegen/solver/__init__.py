"""Turns the rules of a package into modes: finished choices from which data can be drawn without solving anything.

A mode says which members of a structure are there, which are not, and what holds for each. The search is static and
deterministic; `tables` writes what it finds in the form that the runtime draws from.
"""

from .rules import SolverRule, solver_rules
from .tables import Modes, RuleTarget, tabulate

__all__ = ["Modes", "RuleTarget", "SolverRule", "solver_rules", "tabulate"]
