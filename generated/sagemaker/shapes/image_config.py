"""Structure ``ImageConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_image_config
from ..enums.repository_access_mode import RepositoryAccessMode
from .repository_auth_config import RepositoryAuthConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.repository_access_mode import RepositoryAccessModeLiteral

_MEMBERS: frozenset[str] = frozenset({"RepositoryAccessMode", "RepositoryAuthConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ImageConfig(Structure):
    """Structure ``ImageConfig`` of SageMaker.

    Attributes:
        repository_access_mode: ``RepositoryAccessMode``; required; enum RepositoryAccessMode (Platform, Vpc).
        repository_auth_config: ``RepositoryAuthConfig``; optional; structure RepositoryAuthConfig; rules container-registry-auth-needs-vpc-mode.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ImageConfig
    """

    _service = _service
    _checks = (check_image_config,)

    repository_access_mode: RepositoryAccessMode | str | None
    repository_auth_config: RepositoryAuthConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        repository_access_mode: RepositoryAccessMode | RepositoryAccessModeLiteral,
        repository_auth_config: RepositoryAuthConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if repository_access_mode is not None:
            _data["RepositoryAccessMode"] = _plain(repository_access_mode)
        if repository_auth_config is not None:
            _data["RepositoryAuthConfig"] = _plain(repository_auth_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("RepositoryAccessMode")
        put(self, "repository_access_mode", None if value is None else enum_member(RepositoryAccessMode, value))
        value = get("RepositoryAuthConfig")
        put(self, "repository_auth_config", None if value is None else RepositoryAuthConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.repository_access_mode is not None:
            data["RepositoryAccessMode"] = enum_text(self.repository_access_mode)
        if self.repository_auth_config is not None:
            data["RepositoryAuthConfig"] = self.repository_auth_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
