"""Answers as botocore's own parsers return them: drawn data goes through moto's serializers and botocore's parsers.

What gets lost on the way to the bytes does not matter; what the parser makes of them is what a client's caller gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from moto.core.model import ServiceModel as MotoModel
from moto.core.serialize import SERIALIZERS

_METADATA: Final = "ResponseMetadata"


class Answers:
    """Turns drawn outputs of one service into parsed ones."""

    def __init__(self, facts: Mapping[str, Any], service: str) -> None:
        spoken = facts["metadata"].get("protocols") or [facts["metadata"]["protocol"]]
        self._protocol = next((protocol for protocol in spoken if protocol in SERIALIZERS), "")
        self._ours = ServiceModel(facts, service)
        self._theirs: Any = MotoModel(facts, service)

    def parsed(self, operation: str, drawn: Any) -> dict[str, Any] | None:
        """What a client's call would return for `drawn`; None where it cannot be put into bytes here."""
        wire = self._ours.operation_model(operation)
        if not self._protocol or wire.has_event_stream_output:
            return None
        try:
            return self._answer(wire, self._theirs.operation_model(operation), drawn)
        except Exception:  # noqa: BLE001 - moto knows fewer kinds of answers than botocore, and sends others wrongly
            return None

    def _answer(self, wire: OperationModel, theirs: Any, drawn: Any) -> dict[str, Any]:
        sent = SERIALIZERS[self._protocol](theirs).serialize(drawn)
        body = sent["body"]
        response = {
            "body": body.encode() if isinstance(body, str) else body or b"",
            "headers": {name.lower(): str(value) for name, value in sent["headers"].items()},
            "status_code": sent["status_code"],
        }
        found = dict(create_parser(self._protocol).parse(response, wire.output_shape))
        found.pop(_METADATA, None)
        return found
