"""Hypothesis strategies over a package's shape tables: valid data, and data that breaks exactly one constraint.

The tables (`shapes.json` and `strategies.json` of each package) hold what the generator worked out; drawing solves
nothing. Everything is constructed, nothing is filtered. What is drawn is plain data under wire names: the form that
`validate`, `from_dict` and boto3 take. The only part of the support code that needs hypothesis; nothing else imports
it.
"""

from .tables import Draws as Draws
from .tables import NearMiss as NearMiss
from .tables import Strategy as Strategy
from .tables import Tables as Tables
from .targets import Target as Target
