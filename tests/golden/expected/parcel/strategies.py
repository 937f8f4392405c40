"""Hypothesis strategies of this package: valid structures, requests and responses, and requests that just miss."""

from __future__ import annotations

from pathlib import Path

from .._runtime.strategies import NearMiss as NearMiss
from .._runtime.strategies import Tables
from .._runtime.strategies import Target as Target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._runtime.strategies import Draws

    address: Draws
    get_parcel_request: Draws
    get_parcel_response: Draws
    item: Draws
    route: Draws
    send_parcel_request: Draws
    send_parcel_response: Draws

_tables = Tables(Path(__file__).with_name("strategies.json"))
near_misses = _tables.near_misses
requests = _tables.requests
responses = _tables.responses
targets = _tables.targets

if not TYPE_CHECKING:
    __getattr__, __dir__ = _tables.exports(__name__)
