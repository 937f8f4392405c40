"""Checks of the shapes that only create_model reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.violations import Pattern
from .shared import check_tag, check_vpc_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.violations import Path, Report

ADDITIONAL_MODEL_CHANNEL_NAME_PATTERN = Pattern("[A-Za-z0-9\\.\\-_]+")
CONTAINER_HOSTNAME_PATTERN = Pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
CONTAINER_IMAGE_PATTERN = Pattern("[^\\t-\\r ]+")
CONTAINER_MODE_VALUES = frozenset({"SingleModel", "MultiModel"})
URL_PATTERN = Pattern("(?:https|s3)://[^/]+/?[^\\n\\r\\x85\\u2028\\u2029]*")
ENVIRONMENT_KEY_PATTERN = Pattern("[a-zA-Z_][a-zA-Z0-9_]*")
VERSIONED_ARN_OR_NAME_PATTERN = Pattern(
    "(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\\/[0-9]{1,9})?"
)
INFERENCE_SPECIFICATION_NAME_PATTERN = Pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
MODEL_NAME_PATTERN = Pattern("[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?")
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
        check_s3_model_data_source(value, (*path, "S3DataSource"), out)
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
        check_image_config(value, (*path, "ImageConfig"), out)
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
        check_model_data_source(value, (*path, "ModelDataSource"), out)
    if "AdditionalModelDataSources" in data:
        known += 1
        value = data["AdditionalModelDataSources"]
        if not isinstance(value, list):
            out.wrong_type((*path, "AdditionalModelDataSources"), value, "a list")
        else:
            if len(value) > 5:
                out.items((*path, "AdditionalModelDataSources"), value, len(value), 0, 5)
            for index, item in enumerate(value):
                check_additional_model_data_source(item, (*path, "AdditionalModelDataSources", index), out)
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
        check_multi_model_config(value, (*path, "MultiModelConfig"), out)
    if "ContainerMetricsConfig" in data:
        known += 1
        value = data["ContainerMetricsConfig"]
        check_container_metrics_config(value, (*path, "ContainerMetricsConfig"), out)
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
                check_metrics_endpoint(item, (*path, "MetricsEndpoints", index), out)
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
        check_container_definition(value, (*path, "PrimaryContainer"), out)
    if "Containers" in data:
        known += 1
        value = data["Containers"]
        if not isinstance(value, list):
            out.wrong_type((*path, "Containers"), value, "a list")
        else:
            if len(value) > 15:
                out.items((*path, "Containers"), value, len(value), 0, 15)
            for index, item in enumerate(value):
                check_container_definition(item, (*path, "Containers", index), out)
    if "InferenceExecutionConfig" in data:
        known += 1
        value = data["InferenceExecutionConfig"]
        check_inference_execution_config(value, (*path, "InferenceExecutionConfig"), out)
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
                check_tag(item, (*path, "Tags", index), out)
    if "VpcConfig" in data:
        known += 1
        value = data["VpcConfig"]
        check_vpc_config(value, (*path, "VpcConfig"), out)
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
        check_repository_auth_config(value, (*path, "RepositoryAuthConfig"), out)
    if known != len(data):
        out.unknown(path, data, {"RepositoryAccessMode", "RepositoryAuthConfig"})


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
        if not isinstance(value, int) or isinstance(value, bool):
            out.wrong_type((*path, "MetricPublishFrequencyInSeconds"), value, "an integer")
        elif not -2147483648 <= value <= 2147483647:
            out.number((*path, "MetricPublishFrequencyInSeconds"), value, -2147483648, 2147483647)
    if known != len(data):
        out.unknown(path, data, {"MetricsEndpointPath", "MetricPublishFrequencyInSeconds"})


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


def check_model_data_source(data: object, path: Path, out: Report) -> None:
    """Check ModelDataSource."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "S3DataSource" in data:
        known += 1
        value = data["S3DataSource"]
        check_s3_model_data_source(value, (*path, "S3DataSource"), out)
    if known != len(data):
        out.unknown(path, data, {"S3DataSource"})


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
        check_model_access_config(value, (*path, "ModelAccessConfig"), out)
    if "HubAccessConfig" in data:
        known += 1
        value = data["HubAccessConfig"]
        check_inference_hub_access_config(value, (*path, "HubAccessConfig"), out)
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
