"""Checks of the shapes that only create_model reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import all_distinct, capture, duplicates, readable, utf8_len, value_at
from ..._runtime.wire.violations import Pattern
from .shared import check_tag, check_vpc_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

ADDITIONAL_MODEL_CHANNEL_NAME_PATTERN = Pattern("[A-Za-z0-9\\.\\-_]+")
CONTAINER_HOSTNAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
CONTAINER_IMAGE_PATTERN = Pattern("[^\\t-\\r ]+")
CONTAINER_MODE_VALUES = frozenset({"SingleModel", "MultiModel"})
URL_PATTERN = Pattern("(?:https|s3)://[^/]+/?[^\\n\\r\\x85\\u2028\\u2029]*")
ENVIRONMENT_KEY_PATTERN = Pattern("[a-zA-Z_][a-zA-Z0-9_]*")
VERSIONED_ARN_OR_NAME_PATTERN = Pattern(
    "(?:arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]){0,62})(?<!-)(?:\\/[0-9]{1,9})?"
)
INFERENCE_SPECIFICATION_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
MODEL_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:[\\-a-zA-Z0-9]*[a-zA-Z0-9])?")
ROLE_ARN_PATTERN = Pattern("arn:aws[\\-a-z]*:iam::[0-9]{12}:role/?[+-9=@-Z_a-z]+")
REPOSITORY_ACCESS_MODE_VALUES = frozenset({"Platform", "Vpc"})
INFERENCE_EXECUTION_MODE_VALUES = frozenset({"Serial", "Direct"})
HUB_CONTENT_ARN_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
METRICS_ENDPOINT_PATH_PATTERN = Pattern("/(?![^\\n\\r\\x85\\u2028\\u2029]*\\.\\.)[\\--9A-Z_a-z]+")
MODEL_CACHE_SETTING_VALUES = frozenset({"Enabled", "Disabled"})
REPOSITORY_CREDENTIALS_PROVIDER_ARN_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
S3_MODEL_URI_PATTERN = Pattern("(?:https|s3)://[^/]+/?[^\\n\\r\\x85\\u2028\\u2029]*")
S3_MODEL_DATA_TYPE_VALUES = frozenset({"S3Prefix", "S3Object"})
MODEL_COMPRESSION_TYPE_VALUES = frozenset({"None", "Gzip"})


def check_additional_model_data_source(data: object, path: Path, out: Report) -> None:
    """Check AdditionalModelDataSource; required: ChannelName, S3DataSource."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ChannelName" in data:
        known += 1
        value = data["ChannelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ChannelName"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "ChannelName"), value, len(value), 1, 64)
        elif not ADDITIONAL_MODEL_CHANNEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ChannelName"), value, ADDITIONAL_MODEL_CHANNEL_NAME_PATTERN)
    else:
        out.missing((*path, "ChannelName"))
    if "S3DataSource" in data:
        known += 1
        value = data["S3DataSource"]
        check_s3_model_data_source(value, path + ("S3DataSource",), out)
    else:
        out.missing((*path, "S3DataSource"))
    if known != len(data):
        out.unknown(path, data, {"ChannelName", "S3DataSource"})


def check_container_definition(data: object, path: Path, out: Report) -> None:
    """Check ContainerDefinition."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ContainerHostname" in data:
        known += 1
        value = data["ContainerHostname"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ContainerHostname"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "ContainerHostname"), value, len(value), 0, 63)
        elif not CONTAINER_HOSTNAME_PATTERN.matches(value):
            out.pattern((*path, "ContainerHostname"), value, CONTAINER_HOSTNAME_PATTERN)
    if "Image" in data:
        known += 1
        value = data["Image"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Image"), value, "a string")
        elif len(value) > 255:
            out.length((*path, "Image"), value, len(value), 0, 255)
        elif not CONTAINER_IMAGE_PATTERN.matches(value):
            out.pattern((*path, "Image"), value, CONTAINER_IMAGE_PATTERN)
    if "ImageConfig" in data:
        known += 1
        value = data["ImageConfig"]
        check_image_config(value, path + ("ImageConfig",), out)
    if "Mode" in data:
        known += 1
        value = data["Mode"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Mode"), value, "a string")
        elif value not in CONTAINER_MODE_VALUES:
            out.enum((*path, "Mode"), value, CONTAINER_MODE_VALUES, "ContainerMode")
    if "ModelDataUrl" in data:
        known += 1
        value = data["ModelDataUrl"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelDataUrl"), value, "a string")
        elif len(value) > 1024:
            out.length((*path, "ModelDataUrl"), value, len(value), 0, 1024)
        elif not URL_PATTERN.matches(value):
            out.pattern((*path, "ModelDataUrl"), value, URL_PATTERN)
    if "ModelDataSource" in data:
        known += 1
        value = data["ModelDataSource"]
        check_model_data_source(value, path + ("ModelDataSource",), out)
    if "AdditionalModelDataSources" in data:
        known += 1
        value = data["AdditionalModelDataSources"]
        if not isinstance(value, list):
            out.wrong_type((*path, "AdditionalModelDataSources"), value, "a list")
        else:
            if len(value) > 5:
                out.items((*path, "AdditionalModelDataSources"), value, len(value), 0, 5)
            for index, item in enumerate(value):
                check_additional_model_data_source(item, path + ("AdditionalModelDataSources", index), out)
    if "Environment" in data:
        known += 1
        value = data["Environment"]
        if not isinstance(value, dict):
            out.wrong_type((*path, "Environment"), value, "an object")
        else:
            if len(value) > 100:
                out.items((*path, "Environment"), value, len(value), 0, 100)
            for key, item in value.items():
                if not isinstance(key, str):
                    out.wrong_type((*path, "Environment"), key, "names that are strings")
                    continue
                if len(key) > 1024:
                    out.length((*path, "Environment", key), key, len(key), 0, 1024)
                elif not ENVIRONMENT_KEY_PATTERN.matches(key):
                    out.pattern((*path, "Environment", key), key, ENVIRONMENT_KEY_PATTERN)
                if not isinstance(item, str):
                    out.wrong_type((*path, "Environment", key), item, "a string")
                elif len(item) > 1024:
                    out.length((*path, "Environment", key), item, len(item), 0, 1024)
    if "ModelPackageName" in data:
        known += 1
        value = data["ModelPackageName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelPackageName"), value, "a string")
        elif not 1 <= len(value) <= 176:
            out.length((*path, "ModelPackageName"), value, len(value), 1, 176)
        elif not VERSIONED_ARN_OR_NAME_PATTERN.matches(value):
            out.pattern((*path, "ModelPackageName"), value, VERSIONED_ARN_OR_NAME_PATTERN)
    if "InferenceSpecificationName" in data:
        known += 1
        value = data["InferenceSpecificationName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "InferenceSpecificationName"), value, "a string")
        elif not 1 <= len(value) <= 63:
            out.length((*path, "InferenceSpecificationName"), value, len(value), 1, 63)
        elif not INFERENCE_SPECIFICATION_NAME_PATTERN.matches(value):
            out.pattern((*path, "InferenceSpecificationName"), value, INFERENCE_SPECIFICATION_NAME_PATTERN)
    if "MultiModelConfig" in data:
        known += 1
        value = data["MultiModelConfig"]
        check_multi_model_config(value, path + ("MultiModelConfig",), out)
    if "ContainerMetricsConfig" in data:
        known += 1
        value = data["ContainerMetricsConfig"]
        check_container_metrics_config(value, path + ("ContainerMetricsConfig",), out)
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "ContainerHostname",
                "Image",
                "ImageConfig",
                "Mode",
                "ModelDataUrl",
                "ModelDataSource",
                "AdditionalModelDataSources",
                "Environment",
                "ModelPackageName",
                "InferenceSpecificationName",
                "MultiModelConfig",
                "ContainerMetricsConfig",
            },
        )
    clean = not out.violations
    if clean or readable(out, path, (("Environment", "*"),)):
        if "Environment" in data:
            for k in data["Environment"]:
                if utf8_len(k) > 1024 or utf8_len(data["Environment"][k]) > 1024:
                    out.rule(
                        "container-environment-entry-bytes",
                        (*path, "Environment", k),
                        "a key or value of Environment may take at most 1024 bytes",
                        value_at(data, ("Environment", k)),
                        "error",
                    )
    if ("Image" in data) == ("ModelPackageName" in data):
        out.rule(
            "container-image-xor-model-package",
            (*path, "Image"),
            "a container must name either an Image or a ModelPackageName",
            value_at(data, ("Image",)),
            "error",
        )
    if "InferenceSpecificationName" in data and "ModelPackageName" not in data:
        out.rule(
            "container-inference-spec-needs-package",
            (*path, "InferenceSpecificationName"),
            "InferenceSpecificationName has no meaning without ModelPackageName",
            value_at(data, ("InferenceSpecificationName",)),
            "warning",
        )
    if (clean or readable(out, path, (("Mode",), ("ModelDataUrl",)))) and (
        "ModelDataUrl" in data
        and ("Mode" not in data or data["Mode"] != "MultiModel")
        and not data["ModelDataUrl"].endswith(".tar.gz")
    ):
        out.rule(
            "container-model-data-url-suffix",
            (*path, "ModelDataUrl"),
            "ModelDataUrl of a single model must end with .tar.gz",
            value_at(data, ("ModelDataUrl",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("Mode",),)))
        and "Mode" in data
        and "ModelDataUrl" not in data
        and data["Mode"] == "MultiModel"
    ):
        out.rule(
            "container-multi-model-url-required",
            (*path, "ModelDataUrl"),
            "a multi-model container needs a ModelDataUrl",
            value_at(data, ("ModelDataUrl",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("Mode",), ("ModelDataUrl",))))
        and "Mode" in data
        and "ModelDataUrl" in data
        and data["Mode"] == "MultiModel"
        and data["ModelDataUrl"].endswith(".tar.gz")
    ):
        out.rule(
            "container-multi-model-url-is-prefix",
            (*path, "ModelDataUrl"),
            "ModelDataUrl of a multi-model container should be a prefix, not one archive",
            value_at(data, ("ModelDataUrl",)),
            "warning",
        )
    if (
        (clean or readable(out, path, (("Mode",),)))
        and "Mode" in data
        and "ModelDataSource" in data
        and data["Mode"] == "MultiModel"
    ):
        out.rule(
            "container-multi-model-data-source",
            (*path, "ModelDataSource"),
            "a multi-model container cannot use ModelDataSource",
            value_at(data, ("ModelDataSource",)),
            "error",
        )
    if (clean or readable(out, path, (("Mode",),))) and (
        "MultiModelConfig" in data and ("Mode" not in data or data["Mode"] != "MultiModel")
    ):
        out.rule(
            "container-multi-model-config-needs-mode",
            (*path, "MultiModelConfig"),
            "MultiModelConfig applies to containers of Mode MultiModel only",
            value_at(data, ("MultiModelConfig",)),
            "warning",
        )
    if (
        (clean or readable(out, path, (("AdditionalModelDataSources",),)))
        and "AdditionalModelDataSources" in data
        and "ModelDataSource" not in data
        and data["AdditionalModelDataSources"]
    ):
        out.rule(
            "container-additional-data-needs-primary",
            (*path, "ModelDataSource"),
            "AdditionalModelDataSources should come on top of a ModelDataSource",
            value_at(data, ("ModelDataSource",)),
            "warning",
        )
    if out.profile == "pedantic":
        if "ModelDataUrl" in data and "ModelDataSource" in data:
            out.rule(
                "model-data-url-and-source",
                (*path, "ModelDataUrl"),
                "ModelDataUrl and ModelDataSource both say where the model is",
                value_at(data, ("ModelDataUrl",)),
                "warning",
            )
        if clean or readable(out, path, (("AdditionalModelDataSources", "*", "ChannelName"),)):
            if "AdditionalModelDataSources" in data:
                if not all_distinct([a["ChannelName"] for a in data["AdditionalModelDataSources"]]):
                    for i in duplicates(
                        (i, a["ChannelName"]) for i, a in enumerate(data["AdditionalModelDataSources"])
                    ):
                        out.rule(
                            "additional-channel-unique",
                            (*path, "AdditionalModelDataSources", i, "ChannelName"),
                            "two additional data sources share a channel",
                            value_at(data, ("AdditionalModelDataSources", i, "ChannelName")),
                            "warning",
                        )


def check_container_metrics_config(data: object, path: Path, out: Report) -> None:
    """Check ContainerMetricsConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MetricsEndpoints" in data:
        known += 1
        value = data["MetricsEndpoints"]
        if not isinstance(value, list):
            out.wrong_type((*path, "MetricsEndpoints"), value, "a list")
        else:
            if len(value) > 1:
                out.items((*path, "MetricsEndpoints"), value, len(value), 0, 1)
            for index, item in enumerate(value):
                check_metrics_endpoint(item, path + ("MetricsEndpoints", index), out)
    if known != len(data):
        out.unknown(path, data, {"MetricsEndpoints"})


def check_create_model_input(data: object, path: Path, out: Report) -> None:
    """Check CreateModelInput; required: ModelName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ModelName" in data:
        known += 1
        value = data["ModelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "ModelName"), value, len(value), 0, 63)
        elif not MODEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ModelName"), value, MODEL_NAME_PATTERN)
    else:
        out.missing((*path, "ModelName"))
    if "PrimaryContainer" in data:
        known += 1
        value = data["PrimaryContainer"]
        check_container_definition(value, path + ("PrimaryContainer",), out)
    if "Containers" in data:
        known += 1
        value = data["Containers"]
        if not isinstance(value, list):
            out.wrong_type((*path, "Containers"), value, "a list")
        else:
            if len(value) > 15:
                out.items((*path, "Containers"), value, len(value), 0, 15)
            for index, item in enumerate(value):
                check_container_definition(item, path + ("Containers", index), out)
    if "InferenceExecutionConfig" in data:
        known += 1
        value = data["InferenceExecutionConfig"]
        check_inference_execution_config(value, path + ("InferenceExecutionConfig",), out)
    if "ExecutionRoleArn" in data:
        known += 1
        value = data["ExecutionRoleArn"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ExecutionRoleArn"), value, "a string")
        elif not 20 <= len(value) <= 2048:
            out.length((*path, "ExecutionRoleArn"), value, len(value), 20, 2048)
        elif not ROLE_ARN_PATTERN.matches(value):
            out.pattern((*path, "ExecutionRoleArn"), value, ROLE_ARN_PATTERN)
    if "Tags" in data:
        known += 1
        value = data["Tags"]
        if not isinstance(value, list):
            out.wrong_type((*path, "Tags"), value, "a list")
        else:
            if len(value) > 50:
                out.items((*path, "Tags"), value, len(value), 0, 50)
            for index, item in enumerate(value):
                check_tag(item, path + ("Tags", index), out)
    if "VpcConfig" in data:
        known += 1
        value = data["VpcConfig"]
        check_vpc_config(value, path + ("VpcConfig",), out)
    if "EnableNetworkIsolation" in data:
        known += 1
        value = data["EnableNetworkIsolation"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableNetworkIsolation"), value, "a boolean")
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "ModelName",
                "PrimaryContainer",
                "Containers",
                "InferenceExecutionConfig",
                "ExecutionRoleArn",
                "Tags",
                "VpcConfig",
                "EnableNetworkIsolation",
            },
        )
    clean = not out.violations
    if (clean or readable(out, path, (("Containers",),))) and (
        "PrimaryContainer" not in data and ("Containers" not in data or not data["Containers"])
    ):
        out.rule(
            "model-containers-missing",
            (*path, "PrimaryContainer"),
            "a model needs a PrimaryContainer or at least one element in Containers",
            value_at(data, ("PrimaryContainer",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("Containers",),)))
        and "PrimaryContainer" in data
        and "Containers" in data
        and data["Containers"]
    ):
        out.rule(
            "model-primary-and-containers",
            (*path, "PrimaryContainer"),
            "a model takes PrimaryContainer or Containers, not both",
            value_at(data, ("PrimaryContainer",)),
            "error",
        )
    if (clean or readable(out, path, (("Containers",), ("InferenceExecutionConfig", "Mode")))) and (
        "InferenceExecutionConfig" in data
        and data["InferenceExecutionConfig"]["Mode"] == "Direct"
        and ("Containers" not in data or len(data["Containers"]) < 2)
    ):
        out.rule(
            "model-direct-needs-several-containers",
            (*path, "InferenceExecutionConfig", "Mode"),
            "direct invocation needs at least two elements in Containers",
            value_at(data, ("InferenceExecutionConfig", "Mode")),
            "error",
        )
    if clean or readable(out, path, (("Containers", "*"), ("InferenceExecutionConfig", "Mode"))):
        if (
            "InferenceExecutionConfig" in data
            and "Containers" in data
            and data["InferenceExecutionConfig"]["Mode"] == "Direct"
        ):
            for i, c in enumerate(data["Containers"]):
                if "ContainerHostname" not in c:
                    out.rule(
                        "model-direct-hostname-required",
                        (*path, "Containers", i, "ContainerHostname"),
                        "with direct invocation every container needs a ContainerHostname",
                        value_at(data, ("Containers", i, "ContainerHostname")),
                        "error",
                    )
    if clean or readable(out, path, (("Containers", "*"),)):
        if (
            "Containers" in data
            and len(data["Containers"]) >= 2
            and any(["ContainerHostname" in c for c in data["Containers"]])
        ):
            for i, c in enumerate(data["Containers"]):
                if "ContainerHostname" not in c:
                    out.rule(
                        "model-hostname-all-or-none",
                        (*path, "Containers", i, "ContainerHostname"),
                        "once one container of a pipeline has a ContainerHostname, all of them need one",
                        value_at(data, ("Containers", i, "ContainerHostname")),
                        "error",
                    )
    if clean or readable(out, path, (("Containers", "*", "ContainerHostname"),)):
        if "Containers" in data:
            if not all_distinct([c["ContainerHostname"] for c in data["Containers"] if "ContainerHostname" in c]):
                for i in duplicates(
                    (i, c["ContainerHostname"]) for i, c in enumerate(data["Containers"]) if "ContainerHostname" in c
                ):
                    out.rule(
                        "model-hostname-unique",
                        (*path, "Containers", i, "ContainerHostname"),
                        "container hostnames must be unique within a model",
                        value_at(data, ("Containers", i, "ContainerHostname")),
                        "error",
                    )
    if (clean or readable(out, path, (("Containers",), ("PrimaryContainer",)))) and (
        "PrimaryContainer" in data
        and "ContainerHostname" in data["PrimaryContainer"]
        and ("Containers" not in data or not data["Containers"])
    ):
        out.rule(
            "model-hostname-ignored-on-primary",
            (*path, "PrimaryContainer", "ContainerHostname"),
            "ContainerHostname has no effect on a model that is only a PrimaryContainer",
            value_at(data, ("PrimaryContainer", "ContainerHostname")),
            "warning",
        )
    if (clean or readable(out, path, (("Containers",),))) and (
        "InferenceExecutionConfig" in data and ("Containers" not in data or not data["Containers"])
    ):
        out.rule(
            "model-execution-config-needs-containers",
            (*path, "InferenceExecutionConfig"),
            "InferenceExecutionConfig applies to models with Containers only",
            value_at(data, ("InferenceExecutionConfig",)),
            "warning",
        )
    if "ExecutionRoleArn" not in data:
        out.rule(
            "model-execution-role-missing",
            (*path, "ExecutionRoleArn"),
            "a model without ExecutionRoleArn cannot read its image or artifacts on its own",
            value_at(data, ("ExecutionRoleArn",)),
            "warning",
        )
    if (clean or readable(out, path, (("Containers", "*", "Mode"),))) and (
        "Containers" in data and sum(1 for c in data["Containers"] if "Mode" in c and c["Mode"] == "MultiModel") > 1
    ):
        out.rule(
            "pipeline-single-multi-model-container",
            (*path, "Containers"),
            "an inference pipeline may hold at most one multi-model container",
            value_at(data, ("Containers",)),
            "error",
        )
    if (
        clean
        or readable(out, path, (("Containers", "*", "Environment", "*"), ("PrimaryContainer", "Environment", "*")))
    ) and (
        (
            sum(
                utf8_len(k) + utf8_len(data["PrimaryContainer"]["Environment"][k])
                for k in data["PrimaryContainer"]["Environment"]
            )
            if "PrimaryContainer" in data and "Environment" in data["PrimaryContainer"]
            else 0
        )
        + (
            sum(
                sum(utf8_len(k) + utf8_len(c["Environment"][k]) for k in c["Environment"]) if "Environment" in c else 0
                for c in data["Containers"]
            )
            if "Containers" in data
            else 0
        )
        > 32768
    ):
        out.rule(
            "container-environment-total-size",
            (*path, "Containers"),
            "the environment variables of all containers together may take at most 32768 bytes",
            value_at(data, ("Containers",)),
            "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("Containers", "*", "ImageConfig", "RepositoryAccessMode"),
                ("PrimaryContainer", "ImageConfig", "RepositoryAccessMode"),
            ),
        )
    ) and (
        "VpcConfig" not in data
        and (
            (
                "PrimaryContainer" in data
                and "ImageConfig" in data["PrimaryContainer"]
                and data["PrimaryContainer"]["ImageConfig"]["RepositoryAccessMode"] == "Vpc"
            )
            or (
                "Containers" in data
                and any(
                    [
                        "ImageConfig" in c and c["ImageConfig"]["RepositoryAccessMode"] == "Vpc"
                        for c in data["Containers"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "container-private-registry-needs-vpc-config",
            (*path, "VpcConfig"),
            "an image in a private registry (RepositoryAccessMode Vpc) requires VpcConfig",
            value_at(data, ("VpcConfig",)),
            "error",
        )
    if clean or readable(out, path, (("Containers", "*", "Image"),)):
        if "Containers" in data:
            for i, c in enumerate(data["Containers"]):
                if (
                    "Image" in c
                    and capture(c["Image"], "^[0-9]{12}[.]dkr[.]ecr(?:-fips)?[.]([a-z0-9-]+)[.]") != ""
                    and any(
                        [
                            "Image" in d
                            and capture(d["Image"], "^[0-9]{12}[.]dkr[.]ecr(?:-fips)?[.]([a-z0-9-]+)[.]")
                            not in ["", capture(c["Image"], "^[0-9]{12}[.]dkr[.]ecr(?:-fips)?[.]([a-z0-9-]+)[.]")]
                            for d in data["Containers"]
                        ]
                    )
                ):
                    out.rule(
                        "container-image-region-mismatch",
                        (*path, "Containers", i, "Image"),
                        "the ECR images of one model must come from one region",
                        value_at(data, ("Containers", i, "Image")),
                        "error",
                    )
    if clean or readable(out, path, (("Tags", "*", "Key"),)):
        if "Tags" in data:
            if not all_distinct([t["Key"] for t in data["Tags"]]):
                for i in duplicates((i, t["Key"]) for i, t in enumerate(data["Tags"])):
                    out.rule(
                        "tag-keys-unique",
                        (*path, "Tags", i, "Key"),
                        "tag keys must be unique within a resource",
                        value_at(data, ("Tags", i, "Key")),
                        "error",
                    )


def check_image_config(data: object, path: Path, out: Report) -> None:
    """Check ImageConfig; required: RepositoryAccessMode."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "RepositoryAccessMode" in data:
        known += 1
        value = data["RepositoryAccessMode"]
        if not isinstance(value, str):
            out.wrong_type((*path, "RepositoryAccessMode"), value, "a string")
        elif value not in REPOSITORY_ACCESS_MODE_VALUES:
            out.enum((*path, "RepositoryAccessMode"), value, REPOSITORY_ACCESS_MODE_VALUES, "RepositoryAccessMode")
    else:
        out.missing((*path, "RepositoryAccessMode"))
    if "RepositoryAuthConfig" in data:
        known += 1
        value = data["RepositoryAuthConfig"]
        check_repository_auth_config(value, path + ("RepositoryAuthConfig",), out)
    if known != len(data):
        out.unknown(path, data, {"RepositoryAccessMode", "RepositoryAuthConfig"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("RepositoryAccessMode",),)))
        and "RepositoryAuthConfig" in data
        and data["RepositoryAccessMode"] != "Vpc"
    ):
        out.rule(
            "container-registry-auth-needs-vpc-mode",
            (*path, "RepositoryAuthConfig"),
            "RepositoryAuthConfig requires RepositoryAccessMode Vpc",
            value_at(data, ("RepositoryAuthConfig",)),
            "error",
        )


def check_inference_execution_config(data: object, path: Path, out: Report) -> None:
    """Check InferenceExecutionConfig; required: Mode."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "Mode" in data:
        known += 1
        value = data["Mode"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Mode"), value, "a string")
        elif value not in INFERENCE_EXECUTION_MODE_VALUES:
            out.enum((*path, "Mode"), value, INFERENCE_EXECUTION_MODE_VALUES, "InferenceExecutionMode")
    else:
        out.missing((*path, "Mode"))
    if known != len(data):
        out.unknown(path, data, {"Mode"})


def check_inference_hub_access_config(data: object, path: Path, out: Report) -> None:
    """Check InferenceHubAccessConfig; required: HubContentArn."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "HubContentArn" in data:
        known += 1
        value = data["HubContentArn"]
        if not isinstance(value, str):
            out.wrong_type((*path, "HubContentArn"), value, "a string")
        elif len(value) > 255:
            out.length((*path, "HubContentArn"), value, len(value), 0, 255)
        elif not HUB_CONTENT_ARN_PATTERN.matches(value):
            out.pattern((*path, "HubContentArn"), value, HUB_CONTENT_ARN_PATTERN)
    else:
        out.missing((*path, "HubContentArn"))
    if known != len(data):
        out.unknown(path, data, {"HubContentArn"})


def check_metrics_endpoint(data: object, path: Path, out: Report) -> None:
    """Check MetricsEndpoint; required: MetricsEndpointPath."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MetricsEndpointPath" in data:
        known += 1
        value = data["MetricsEndpointPath"]
        if not isinstance(value, str):
            out.wrong_type((*path, "MetricsEndpointPath"), value, "a string")
        elif len(value) > 256:
            out.length((*path, "MetricsEndpointPath"), value, len(value), 0, 256)
        elif not METRICS_ENDPOINT_PATH_PATTERN.matches(value):
            out.pattern((*path, "MetricsEndpointPath"), value, METRICS_ENDPOINT_PATH_PATTERN)
    else:
        out.missing((*path, "MetricsEndpointPath"))
    if "MetricPublishFrequencyInSeconds" in data:
        known += 1
        value = data["MetricPublishFrequencyInSeconds"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MetricPublishFrequencyInSeconds"), value, "an integer")
        elif not -2147483648 <= value <= 2147483647:
            out.number((*path, "MetricPublishFrequencyInSeconds"), value, -2147483648, 2147483647)
    if known != len(data):
        out.unknown(path, data, {"MetricsEndpointPath", "MetricPublishFrequencyInSeconds"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("MetricPublishFrequencyInSeconds",),)))
        and "MetricPublishFrequencyInSeconds" in data
        and data["MetricPublishFrequencyInSeconds"] not in {10, 30, 60, 120, 180, 240, 300}
    ):
        out.rule(
            "metric-publish-frequency-values",
            (*path, "MetricPublishFrequencyInSeconds"),
            "metrics can be published every 10, 30, 60, 120, 180, 240 or 300 seconds only",
            value_at(data, ("MetricPublishFrequencyInSeconds",)),
            "error",
        )


def check_model_access_config(data: object, path: Path, out: Report) -> None:
    """Check ModelAccessConfig; required: AcceptEula."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "AcceptEula" in data:
        known += 1
        value = data["AcceptEula"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "AcceptEula"), value, "a boolean")
    else:
        out.missing((*path, "AcceptEula"))
    if known != len(data):
        out.unknown(path, data, {"AcceptEula"})
    clean = not out.violations
    if (clean or readable(out, path, (("AcceptEula",),))) and not data["AcceptEula"]:
        out.rule(
            "model-eula-not-accepted",
            (*path, "AcceptEula"),
            "with AcceptEula false a model that requires its license to be accepted does not start",
            value_at(data, ("AcceptEula",)),
            "warning",
        )


def check_model_data_source(data: object, path: Path, out: Report) -> None:
    """Check ModelDataSource."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "S3DataSource" in data:
        known += 1
        value = data["S3DataSource"]
        check_s3_model_data_source(value, path + ("S3DataSource",), out)
    if known != len(data):
        out.unknown(path, data, {"S3DataSource"})
    clean = not out.violations
    if "S3DataSource" not in data:
        out.rule(
            "model-data-source-exactly-one",
            (*path, "S3DataSource"),
            "ModelDataSource needs its one source, S3DataSource",
            value_at(data, ("S3DataSource",)),
            "error",
        )


def check_multi_model_config(data: object, path: Path, out: Report) -> None:
    """Check MultiModelConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ModelCacheSetting" in data:
        known += 1
        value = data["ModelCacheSetting"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelCacheSetting"), value, "a string")
        elif value not in MODEL_CACHE_SETTING_VALUES:
            out.enum((*path, "ModelCacheSetting"), value, MODEL_CACHE_SETTING_VALUES, "ModelCacheSetting")
    if known != len(data):
        out.unknown(path, data, {"ModelCacheSetting"})


def check_repository_auth_config(data: object, path: Path, out: Report) -> None:
    """Check RepositoryAuthConfig; required: RepositoryCredentialsProviderArn."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "RepositoryCredentialsProviderArn" in data:
        known += 1
        value = data["RepositoryCredentialsProviderArn"]
        if not isinstance(value, str):
            out.wrong_type((*path, "RepositoryCredentialsProviderArn"), value, "a string")
        elif not 1 <= len(value) <= 2048:
            out.length((*path, "RepositoryCredentialsProviderArn"), value, len(value), 1, 2048)
        elif not REPOSITORY_CREDENTIALS_PROVIDER_ARN_PATTERN.matches(value):
            out.pattern((*path, "RepositoryCredentialsProviderArn"), value, REPOSITORY_CREDENTIALS_PROVIDER_ARN_PATTERN)
    else:
        out.missing((*path, "RepositoryCredentialsProviderArn"))
    if known != len(data):
        out.unknown(path, data, {"RepositoryCredentialsProviderArn"})


def check_s3_model_data_source(data: object, path: Path, out: Report) -> None:
    """Check S3ModelDataSource; required: S3Uri, S3DataType, CompressionType."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "S3Uri" in data:
        known += 1
        value = data["S3Uri"]
        if not isinstance(value, str):
            out.wrong_type((*path, "S3Uri"), value, "a string")
        elif len(value) > 1024:
            out.length((*path, "S3Uri"), value, len(value), 0, 1024)
        elif not S3_MODEL_URI_PATTERN.matches(value):
            out.pattern((*path, "S3Uri"), value, S3_MODEL_URI_PATTERN)
    else:
        out.missing((*path, "S3Uri"))
    if "S3DataType" in data:
        known += 1
        value = data["S3DataType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "S3DataType"), value, "a string")
        elif value not in S3_MODEL_DATA_TYPE_VALUES:
            out.enum((*path, "S3DataType"), value, S3_MODEL_DATA_TYPE_VALUES, "S3ModelDataType")
    else:
        out.missing((*path, "S3DataType"))
    if "CompressionType" in data:
        known += 1
        value = data["CompressionType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "CompressionType"), value, "a string")
        elif value not in MODEL_COMPRESSION_TYPE_VALUES:
            out.enum((*path, "CompressionType"), value, MODEL_COMPRESSION_TYPE_VALUES, "ModelCompressionType")
    else:
        out.missing((*path, "CompressionType"))
    if "ModelAccessConfig" in data:
        known += 1
        value = data["ModelAccessConfig"]
        check_model_access_config(value, path + ("ModelAccessConfig",), out)
    if "HubAccessConfig" in data:
        known += 1
        value = data["HubAccessConfig"]
        check_inference_hub_access_config(value, path + ("HubAccessConfig",), out)
    if "ManifestS3Uri" in data:
        known += 1
        value = data["ManifestS3Uri"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ManifestS3Uri"), value, "a string")
        elif len(value) > 1024:
            out.length((*path, "ManifestS3Uri"), value, len(value), 0, 1024)
        elif not S3_MODEL_URI_PATTERN.matches(value):
            out.pattern((*path, "ManifestS3Uri"), value, S3_MODEL_URI_PATTERN)
    if "ETag" in data:
        known += 1
        value = data["ETag"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ETag"), value, "a string")
    if "ManifestEtag" in data:
        known += 1
        value = data["ManifestEtag"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ManifestEtag"), value, "a string")
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "S3Uri",
                "S3DataType",
                "CompressionType",
                "ModelAccessConfig",
                "HubAccessConfig",
                "ManifestS3Uri",
                "ETag",
                "ManifestEtag",
            },
        )
    clean = not out.violations
    if (
        (clean or readable(out, path, (("S3DataType",), ("S3Uri",))))
        and data["S3DataType"] == "S3Prefix"
        and not data["S3Uri"].endswith("/")
    ):
        out.rule(
            "s3-prefix-trailing-slash",
            (*path, "S3Uri"),
            "S3Uri of an S3Prefix must end with a slash",
            value_at(data, ("S3Uri",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("CompressionType",), ("S3DataType",))))
        and data["S3DataType"] == "S3Prefix"
        and data["CompressionType"] == "Gzip"
    ):
        out.rule(
            "s3-prefix-not-gzip",
            (*path, "CompressionType"),
            "an S3Prefix must have CompressionType None",
            value_at(data, ("CompressionType",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("S3DataType",), ("S3Uri",))))
        and data["S3DataType"] == "S3Object"
        and data["S3Uri"].endswith("/")
    ):
        out.rule(
            "s3-object-not-folder",
            (*path, "S3Uri"),
            "S3Uri of an S3Object must name an object, so it cannot end with a slash",
            value_at(data, ("S3Uri",)),
            "error",
        )
