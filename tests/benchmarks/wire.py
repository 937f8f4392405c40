"""The wire and typed layers against botocore, fastjsonschema and jsonschema, on a realistic request."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
from botocore.model import ServiceModel, StructureShape
from botocore.validate import ParamValidator
from jsonschema import Draft202012Validator

from codegen import cli
from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from tests.benchmarks.rows import Row, cpu_seconds, inside, paired, row_of

ROOT = Path(__file__).parents[2]


def two_variants() -> dict[str, Any]:
    """A CreateEndpointConfig request as teams send it: two variants, capture, tags."""
    variant: dict[str, Any] = {
        "VariantName": "blue",
        "ModelName": "fraud-detector-2026-11",
        "InstanceType": "ml.m5.xlarge",
        "InitialInstanceCount": 2,
        "InitialVariantWeight": 0.9,
        "ContainerStartupHealthCheckTimeoutInSeconds": 600,
        "ModelDataDownloadTimeoutInSeconds": 900,
        "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
    }
    capture = {
        "EnableCapture": True,
        "InitialSamplingPercentage": 20,
        "DestinationS3Uri": "s3://example-bucket/capture",
        "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
        "CaptureContentTypeHeader": {"JsonContentTypes": ["application/json"]},
    }
    return {
        "EndpointConfigName": "fraud-detector-2026-11-21",
        "ProductionVariants": [variant, variant | {"VariantName": "green", "InitialVariantWeight": 0.1}],
        "DataCaptureConfig": capture,
        "Tags": [{"Key": "team", "Value": "risk"}, {"Key": "cost-centre", "Value": "4711"}],
    }


def input_shape(operation: str) -> StructureShape:
    """Botocore's own shape of a request, from the pinned model."""
    facts = json.loads((ROOT / "specs/sagemaker/model.json").read_text(encoding="utf-8"))
    shape: StructureShape = ServiceModel(facts, "sagemaker").operation_model(operation).input_shape
    return shape


def without_rules(folder: Path) -> Callable[[str, object], object]:
    """`validate` of a package generated from the same model without any rule."""
    spec = folder / "specs" / "sagemaker"
    spec.mkdir(parents=True)
    (spec / "model.json").write_bytes((ROOT / "specs/sagemaker/model.json").read_bytes())
    operations = "\n".join(f"  - {name}" for name in sagemaker.operations())
    (spec / "service.yaml").write_text(f"service: sagemaker\noperations:\n{operations}\n", encoding="utf-8")
    if cli.main(["-q", "--specs", str(folder / "specs"), "--out", str(folder / "plainpkg")]):
        raise RuntimeError("the package without rules does not generate")
    sys.path.insert(0, str(folder))
    from importlib import import_module  # noqa: PLC0415

    validate: Callable[[str, object], object] = import_module("plainpkg.sagemaker").validate
    return validate


def rows(folder: Path) -> list[Row]:
    """Measures; `folder` is scratch space."""
    name: OperationName = "CreateEndpointConfig"
    data, shape = two_variants(), input_shape(name)
    schema = json.loads((ROOT / f"generated/sagemaker/schemas/{name}.json").read_text(encoding="utf-8"))
    botocore, compiled, plain = ParamValidator(), fastjsonschema.compile(schema), without_rules(folder)
    reference = Draft202012Validator(schema)
    if sagemaker.validate(name, data) or plain(name, data) or botocore.validate(data, shape).has_errors():
        raise RuntimeError("the benchmark's request must be valid")

    def validate() -> object:
        return sagemaker.validate(name, data)

    def check() -> object:
        return botocore.validate(data, shape)

    pairs = [
        ("validate, every rule", validate, "botocore ParamValidator", check, 0.22),
        ("validate, no rules", lambda: plain(name, data), "botocore ParamValidator", check, 1 / 4),
        ("validate, every rule", validate, "fastjsonschema", lambda: compiled(data), 1 / 3),
        ("validate, every rule", validate, "jsonschema", lambda: reference.is_valid(data), 1 / 3),
        (
            "from_dict",
            lambda: sagemaker.CreateEndpointConfigInput.from_dict(data),
            "botocore ParamValidator",
            check,
            0.45,
        ),
    ]
    measured = []
    for what, ours, peer, theirs, bound in pairs:
        measured.append(row_of(what, paired(ours, theirs), peer, bound))
    request = json.dumps(data).replace("true", "True")
    imports = "import sys; sys.path.insert(0, '.')"
    measured.append(Row("import generated.sagemaker", inside("import generated.sagemaker", imports), "ms", "", None, 5))
    first = f"sagemaker.validate({name!r}, {request})"
    setup = f"{imports}\nfrom generated import sagemaker"
    measured.append(Row("first validate after it", inside(first, setup), "ms", "", None, 3))
    measured.append(Row("generate seven operations", _generation(folder), "s", "", None, 2))
    return measured


def _generation(folder: Path) -> float:
    """CPU seconds of one process that generates the seven operations from nothing, formatting included."""
    command = [sys.executable, "-m", "codegen", "--specs", "specs", "--out", str(folder / "fresh")]

    def once() -> float:
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        return cpu_seconds(command)

    return min(once() for _ in range(4))
