"""Opens the models that the installed botocore ships."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .parse import parse
from .shapes import Model, ModelError, Pin, nearest


def available_services() -> tuple[str, ...]:
    """Names of the services that the installed botocore describes, sorted."""
    return tuple(sorted(_loader().list_available_services("service-2")))


def load_botocore(service: str) -> Model:
    """The whole model of `service` from the installed botocore.

    Raises:
        ModelError: botocore has no such service, or its model is malformed.
    """
    import botocore  # noqa: PLC0415 - a pinned model needs no botocore at all
    from botocore.exceptions import DataNotFoundError  # noqa: PLC0415

    loader = _loader()
    try:
        version = loader.determine_latest_version(service, "service-2")
        raw = dict(loader.load_service_model(service, "service-2", version))
    except DataNotFoundError as error:  # of which an unknown service is one kind
        raise ModelError(_unknown_service(service)) from error
    source = Path(botocore.__file__).parent / "data" / service / version
    pin = Pin(botocore=botocore.__version__, sha256=_source_sha256(source / "service-2.json"))
    facts = {
        kind: _optional_data(loader, service, version, kind, key)
        for kind, key in (("waiters-2", "waiters"), ("paginators-1", "pagination"), ("examples-1", "examples"))
    }
    raw["waiters"], raw["pagination"], raw["examples"] = facts["waiters-2"], facts["paginators-1"], facts["examples-1"]
    return parse(service, raw, pin)


def _loader() -> Any:
    import botocore  # noqa: PLC0415
    from botocore.loaders import Loader  # noqa: PLC0415

    data = Path(botocore.__file__).parent / "data"
    # Without the default search paths: a model in the user's home must not change what is pinned.
    return Loader(extra_search_paths=[str(data)], include_default_search_paths=False)


def _optional_data(loader: Any, service: str, version: str, kind: str, key: str) -> Mapping[str, Any]:
    from botocore.exceptions import DataNotFoundError  # noqa: PLC0415

    try:
        return dict(loader.load_service_model(service, kind, version).get(key, {}))
    except DataNotFoundError:
        return {}


def _source_sha256(path: Path) -> str:
    packed = path.with_name(path.name + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return hashlib.sha256(data).hexdigest()


def _unknown_service(service: str) -> str:
    return f"botocore has no service {service!r}; {nearest(service, available_services())}"
