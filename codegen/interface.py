"""What a generated package offers to the tool that checks with it, and the number of this agreement.

A package offers, as attributes of its own:

- ``validate``, ``validate_release``, ``rules`` and ``schema``, which applications use as well;
- ``preflight_facts()``: a dict with ``interface`` (this number), ``operations`` (by wire name: ``cli``, the name on the
  AWS command line; ``input``, the request's shape; ``members``, its wire names; ``identifier``, the member by which
  other requests name what is made, or None), ``cross_rules`` (ids of the rules that look at several requests) and
  ``cloudformation`` (by resource type: which operation its properties are a request of, and how they differ from it).

The tool reaches into nothing else of a package. More facts do not change the number; other meanings do.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

INTERFACE: Final = 2
