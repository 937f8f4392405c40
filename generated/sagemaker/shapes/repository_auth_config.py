"""Structure ``RepositoryAuthConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_repository_auth_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"RepositoryCredentialsProviderArn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class RepositoryAuthConfig(Structure):
    """Structure ``RepositoryAuthConfig`` of SageMaker.

    Attributes:
        repository_credentials_provider_arn: ``RepositoryCredentialsProviderArn``; required; string; 1-2048 code points; pattern ``.*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/RepositoryAuthConfig
    """

    _service = _service
    _checks = (check_repository_auth_config,)

    repository_credentials_provider_arn: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        repository_credentials_provider_arn: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if repository_credentials_provider_arn is not None:
            _data["RepositoryCredentialsProviderArn"] = _plain(repository_credentials_provider_arn)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "repository_credentials_provider_arn", get("RepositoryCredentialsProviderArn"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.repository_credentials_provider_arn is not None:
            data["RepositoryCredentialsProviderArn"] = self.repository_credentials_provider_arn
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
