"""A stand-in for the service in tests: botocore's Stubber, typed, and strict about the answers it gives."""

from __future__ import annotations

from .._runtime.calls import stubber as _rt
from . import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable as _Iterable
    from collections.abc import Mapping
    from typing import Any

    from .shapes.create_endpoint_config_input import CreateEndpointConfigInput
    from .shapes.create_endpoint_config_output import CreateEndpointConfigOutput
    from .shapes.create_endpoint_input import CreateEndpointInput
    from .shapes.create_endpoint_output import CreateEndpointOutput
    from .shapes.create_model_input import CreateModelInput
    from .shapes.create_model_output import CreateModelOutput
    from .shapes.describe_endpoint_config_input import DescribeEndpointConfigInput
    from .shapes.describe_endpoint_config_output import DescribeEndpointConfigOutput
    from .shapes.describe_endpoint_input import DescribeEndpointInput
    from .shapes.describe_endpoint_output import DescribeEndpointOutput
    from .shapes.describe_model_input import DescribeModelInput
    from .shapes.describe_model_output import DescribeModelOutput
    from .shapes.update_endpoint_input import UpdateEndpointInput
    from .shapes.update_endpoint_output import UpdateEndpointOutput


class SageMakerStubber(_rt.BaseStubber):
    """Answers a client's calls in the order in which answers were added. Use it as a context manager."""

    __slots__ = ()

    _service = _service
    _package = __name__.rpartition(".")[0]

    def add_create_endpoint(
        self,
        response: CreateEndpointOutput | Mapping[str, Any],
        *,
        expected: CreateEndpointInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``CreateEndpoint``, and this is its answer."""
        self._add("CreateEndpoint", "create_endpoint", response, expected, ignore)

    def add_create_endpoint_config(
        self,
        response: CreateEndpointConfigOutput | Mapping[str, Any],
        *,
        expected: CreateEndpointConfigInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``CreateEndpointConfig``, and this is its answer."""
        self._add("CreateEndpointConfig", "create_endpoint_config", response, expected, ignore)

    def add_create_model(
        self,
        response: CreateModelOutput | Mapping[str, Any],
        *,
        expected: CreateModelInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``CreateModel``, and this is its answer."""
        self._add("CreateModel", "create_model", response, expected, ignore)

    def add_describe_endpoint(
        self,
        response: DescribeEndpointOutput | Mapping[str, Any],
        *,
        expected: DescribeEndpointInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``DescribeEndpoint``, and this is its answer."""
        self._add("DescribeEndpoint", "describe_endpoint", response, expected, ignore)

    def add_describe_endpoint_config(
        self,
        response: DescribeEndpointConfigOutput | Mapping[str, Any],
        *,
        expected: DescribeEndpointConfigInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``DescribeEndpointConfig``, and this is its answer."""
        self._add("DescribeEndpointConfig", "describe_endpoint_config", response, expected, ignore)

    def add_describe_model(
        self,
        response: DescribeModelOutput | Mapping[str, Any],
        *,
        expected: DescribeModelInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``DescribeModel``, and this is its answer."""
        self._add("DescribeModel", "describe_model", response, expected, ignore)

    def add_update_endpoint(
        self,
        response: UpdateEndpointOutput | Mapping[str, Any],
        *,
        expected: UpdateEndpointInput | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``UpdateEndpoint``, and this is its answer."""
        self._add("UpdateEndpoint", "update_endpoint", response, expected, ignore)
