"""Typed, validated requests of Parcel 2026-01-01; botocore 1.40.0.

Importing this package is cheap: classes and checks are loaded when they are first used.
"""

from __future__ import annotations

from .._runtime.wire.lazy import lazy_exports
from .._runtime.wire.service import Model as _Model
from .._runtime.wire.service import Service as _Service

MODEL = _Model(
    service="parcel",
    service_id="Parcel",
    api_version="2026-01-01",
    botocore="1.40.0",
    sha256="0000000000000000000000000000000000000000000000000000000000000000",
)

_service = _Service(__name__, MODEL)
converter = _service.converter
operations = _service.operations
register = _service.register
rules = _service.rules
validate = _service.validate
validate_release = _service.validate_release

__getattr__, __dir__ = lazy_exports(__name__, globals())
