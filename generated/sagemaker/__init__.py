"""Typed, validated requests of SageMaker 2017-07-24; botocore 1.44.5.

Importing this package is cheap: classes and checks are loaded when they are first used.
"""

from __future__ import annotations

from .._runtime.wire.lazy import lazy_exports
from .._runtime.wire.service import Model as _Model
from .._runtime.wire.service import Service as _Service

MODEL = _Model(
    service="sagemaker",
    service_id="SageMaker",
    api_version="2017-07-24",
    botocore="1.44.5",
    sha256="5a00103281473993388abae271ee9ee5cb5a2a125ab9fcc7b52b668c3bfeaade",
)

_service = _Service(__name__, MODEL)
converter = _service.converter
operations = _service.operations
register = _service.register
rules = _service.rules
validate = _service.validate
validate_release = _service.validate_release

__getattr__, __dir__ = lazy_exports(__name__, globals())
