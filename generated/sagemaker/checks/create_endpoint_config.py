"""Checks of the shapes that only create_endpoint_config reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import all_distinct, duplicates, is_jmespath, readable, value_at
from ..._runtime.wire.values import is_number
from ..._runtime.wire.violations import Pattern
from .shared import check_tag, check_vpc_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

ACCELERATOR_PARTITION_TYPE_PATTERN = Pattern("mig-[0-9]+g\\.[0-9]+gb(?:[+-][a-z0-9.]+)*")
SNS_TOPIC_ARN_PATTERN = Pattern("arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+")
ASYNC_NOTIFICATION_TOPIC_TYPES_VALUES = frozenset({"SUCCESS_NOTIFICATION_TOPIC", "ERROR_NOTIFICATION_TOPIC"})
KMS_KEY_ID_PATTERN = Pattern("[a-zA-Z0-9:/_-]*")
DESTINATION_S3_URI_PATTERN = Pattern("(?:https|s3)://[^/]/?[^\\n\\r\\x85\\u2028\\u2029]*")
CSV_CONTENT_TYPE_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](?:-*[a-zA-Z0-9.])*")
JSON_CONTENT_TYPE_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](?:-*[a-zA-Z0-9.])*")
CAPTURE_MODE_VALUES = frozenset({"Input", "Output", "InputAndOutput"})
CLARIFY_ENABLE_EXPLANATIONS_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_FEATURES_ATTRIBUTE_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_CONTENT_TEMPLATE_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_PROBABILITY_ATTRIBUTE_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_LABEL_ATTRIBUTE_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_HEADER_PATTERN = Pattern("[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_FEATURE_TYPE_VALUES = frozenset({"numerical", "categorical", "text"})
CLARIFY_MIME_TYPE_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](?:-*[a-zA-Z0-9+.])*")
CLARIFY_SHAP_BASELINE_PATTERN = Pattern("[\\s\\S]+")
URL_PATTERN = Pattern("(?:https|s3)://[^/]+/?[^\\n\\r\\x85\\u2028\\u2029]*")
CLARIFY_TEXT_LANGUAGE_VALUES = frozenset(
    {
        "af",
        "sq",
        "ar",
        "hy",
        "eu",
        "bn",
        "bg",
        "ca",
        "zh",
        "hr",
        "cs",
        "da",
        "nl",
        "en",
        "et",
        "fi",
        "fr",
        "de",
        "el",
        "gu",
        "he",
        "hi",
        "hu",
        "is",
        "id",
        "ga",
        "it",
        "kn",
        "ky",
        "lv",
        "lt",
        "lb",
        "mk",
        "ml",
        "mr",
        "ne",
        "nb",
        "fa",
        "pl",
        "pt",
        "ro",
        "ru",
        "sa",
        "sr",
        "tn",
        "si",
        "sk",
        "sl",
        "es",
        "sv",
        "tl",
        "ta",
        "tt",
        "te",
        "tr",
        "uk",
        "ur",
        "yo",
        "lij",
        "xx",
    }
)
CLARIFY_TEXT_GRANULARITY_VALUES = frozenset({"token", "sentence", "paragraph"})
ENDPOINT_CONFIG_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
ROLE_ARN_PATTERN = Pattern("arn:aws[\\-a-z]*:iam::[0-9]{12}:role/?[+-9=@-Z_a-z]+")
PRODUCTION_VARIANT_INSTANCE_TYPE_VALUES = frozenset(
    {
        "ml.t2.medium",
        "ml.t2.large",
        "ml.t2.xlarge",
        "ml.t2.2xlarge",
        "ml.m4.xlarge",
        "ml.m4.2xlarge",
        "ml.m4.4xlarge",
        "ml.m4.10xlarge",
        "ml.m4.16xlarge",
        "ml.m5.large",
        "ml.m5.xlarge",
        "ml.m5.2xlarge",
        "ml.m5.4xlarge",
        "ml.m5.12xlarge",
        "ml.m5.24xlarge",
        "ml.m5d.large",
        "ml.m5d.xlarge",
        "ml.m5d.2xlarge",
        "ml.m5d.4xlarge",
        "ml.m5d.12xlarge",
        "ml.m5d.24xlarge",
        "ml.c4.large",
        "ml.c4.xlarge",
        "ml.c4.2xlarge",
        "ml.c4.4xlarge",
        "ml.c4.8xlarge",
        "ml.p2.xlarge",
        "ml.p2.8xlarge",
        "ml.p2.16xlarge",
        "ml.p3.2xlarge",
        "ml.p3.8xlarge",
        "ml.p3.16xlarge",
        "ml.c5.large",
        "ml.c5.xlarge",
        "ml.c5.2xlarge",
        "ml.c5.4xlarge",
        "ml.c5.9xlarge",
        "ml.c5.18xlarge",
        "ml.c5d.large",
        "ml.c5d.xlarge",
        "ml.c5d.2xlarge",
        "ml.c5d.4xlarge",
        "ml.c5d.9xlarge",
        "ml.c5d.18xlarge",
        "ml.g4dn.xlarge",
        "ml.g4dn.2xlarge",
        "ml.g4dn.4xlarge",
        "ml.g4dn.8xlarge",
        "ml.g4dn.12xlarge",
        "ml.g4dn.16xlarge",
        "ml.r5.large",
        "ml.r5.xlarge",
        "ml.r5.2xlarge",
        "ml.r5.4xlarge",
        "ml.r5.12xlarge",
        "ml.r5.24xlarge",
        "ml.r5d.large",
        "ml.r5d.xlarge",
        "ml.r5d.2xlarge",
        "ml.r5d.4xlarge",
        "ml.r5d.12xlarge",
        "ml.r5d.24xlarge",
        "ml.inf1.xlarge",
        "ml.inf1.2xlarge",
        "ml.inf1.6xlarge",
        "ml.inf1.24xlarge",
        "ml.dl1.24xlarge",
        "ml.c6i.large",
        "ml.c6i.xlarge",
        "ml.c6i.2xlarge",
        "ml.c6i.4xlarge",
        "ml.c6i.8xlarge",
        "ml.c6i.12xlarge",
        "ml.c6i.16xlarge",
        "ml.c6i.24xlarge",
        "ml.c6i.32xlarge",
        "ml.m6i.large",
        "ml.m6i.xlarge",
        "ml.m6i.2xlarge",
        "ml.m6i.4xlarge",
        "ml.m6i.8xlarge",
        "ml.m6i.12xlarge",
        "ml.m6i.16xlarge",
        "ml.m6i.24xlarge",
        "ml.m6i.32xlarge",
        "ml.r6i.large",
        "ml.r6i.xlarge",
        "ml.r6i.2xlarge",
        "ml.r6i.4xlarge",
        "ml.r6i.8xlarge",
        "ml.r6i.12xlarge",
        "ml.r6i.16xlarge",
        "ml.r6i.24xlarge",
        "ml.r6i.32xlarge",
        "ml.g5.xlarge",
        "ml.g5.2xlarge",
        "ml.g5.4xlarge",
        "ml.g5.8xlarge",
        "ml.g5.12xlarge",
        "ml.g5.16xlarge",
        "ml.g5.24xlarge",
        "ml.g5.48xlarge",
        "ml.g6.xlarge",
        "ml.g6.2xlarge",
        "ml.g6.4xlarge",
        "ml.g6.8xlarge",
        "ml.g6.12xlarge",
        "ml.g6.16xlarge",
        "ml.g6.24xlarge",
        "ml.g6.48xlarge",
        "ml.r8g.medium",
        "ml.r8g.large",
        "ml.r8g.xlarge",
        "ml.r8g.2xlarge",
        "ml.r8g.4xlarge",
        "ml.r8g.8xlarge",
        "ml.r8g.12xlarge",
        "ml.r8g.16xlarge",
        "ml.r8g.24xlarge",
        "ml.r8g.48xlarge",
        "ml.g6e.xlarge",
        "ml.g6e.2xlarge",
        "ml.g6e.4xlarge",
        "ml.g6e.8xlarge",
        "ml.g6e.12xlarge",
        "ml.g6e.16xlarge",
        "ml.g6e.24xlarge",
        "ml.g6e.48xlarge",
        "ml.g7e.2xlarge",
        "ml.g7e.4xlarge",
        "ml.g7e.8xlarge",
        "ml.g7e.12xlarge",
        "ml.g7e.24xlarge",
        "ml.g7e.48xlarge",
        "ml.g7.2xlarge",
        "ml.g7.4xlarge",
        "ml.g7.8xlarge",
        "ml.g7.12xlarge",
        "ml.g7.24xlarge",
        "ml.g7.48xlarge",
        "ml.p4d.24xlarge",
        "ml.c7g.large",
        "ml.c7g.xlarge",
        "ml.c7g.2xlarge",
        "ml.c7g.4xlarge",
        "ml.c7g.8xlarge",
        "ml.c7g.12xlarge",
        "ml.c7g.16xlarge",
        "ml.m6g.large",
        "ml.m6g.xlarge",
        "ml.m6g.2xlarge",
        "ml.m6g.4xlarge",
        "ml.m6g.8xlarge",
        "ml.m6g.12xlarge",
        "ml.m6g.16xlarge",
        "ml.m6gd.large",
        "ml.m6gd.xlarge",
        "ml.m6gd.2xlarge",
        "ml.m6gd.4xlarge",
        "ml.m6gd.8xlarge",
        "ml.m6gd.12xlarge",
        "ml.m6gd.16xlarge",
        "ml.c6g.large",
        "ml.c6g.xlarge",
        "ml.c6g.2xlarge",
        "ml.c6g.4xlarge",
        "ml.c6g.8xlarge",
        "ml.c6g.12xlarge",
        "ml.c6g.16xlarge",
        "ml.c6gd.large",
        "ml.c6gd.xlarge",
        "ml.c6gd.2xlarge",
        "ml.c6gd.4xlarge",
        "ml.c6gd.8xlarge",
        "ml.c6gd.12xlarge",
        "ml.c6gd.16xlarge",
        "ml.c6gn.large",
        "ml.c6gn.xlarge",
        "ml.c6gn.2xlarge",
        "ml.c6gn.4xlarge",
        "ml.c6gn.8xlarge",
        "ml.c6gn.12xlarge",
        "ml.c6gn.16xlarge",
        "ml.r6g.large",
        "ml.r6g.xlarge",
        "ml.r6g.2xlarge",
        "ml.r6g.4xlarge",
        "ml.r6g.8xlarge",
        "ml.r6g.12xlarge",
        "ml.r6g.16xlarge",
        "ml.r6gd.large",
        "ml.r6gd.xlarge",
        "ml.r6gd.2xlarge",
        "ml.r6gd.4xlarge",
        "ml.r6gd.8xlarge",
        "ml.r6gd.12xlarge",
        "ml.r6gd.16xlarge",
        "ml.p4de.24xlarge",
        "ml.trn1.2xlarge",
        "ml.trn1.32xlarge",
        "ml.trn1n.32xlarge",
        "ml.trn2.48xlarge",
        "ml.inf2.xlarge",
        "ml.inf2.8xlarge",
        "ml.inf2.24xlarge",
        "ml.inf2.48xlarge",
        "ml.p5.48xlarge",
        "ml.p5e.48xlarge",
        "ml.p5en.48xlarge",
        "ml.m7i.large",
        "ml.m7i.xlarge",
        "ml.m7i.2xlarge",
        "ml.m7i.4xlarge",
        "ml.m7i.8xlarge",
        "ml.m7i.12xlarge",
        "ml.m7i.16xlarge",
        "ml.m7i.24xlarge",
        "ml.m7i.48xlarge",
        "ml.c7i.large",
        "ml.c7i.xlarge",
        "ml.c7i.2xlarge",
        "ml.c7i.4xlarge",
        "ml.c7i.8xlarge",
        "ml.c7i.12xlarge",
        "ml.c7i.16xlarge",
        "ml.c7i.24xlarge",
        "ml.c7i.48xlarge",
        "ml.r7i.large",
        "ml.r7i.xlarge",
        "ml.r7i.2xlarge",
        "ml.r7i.4xlarge",
        "ml.r7i.8xlarge",
        "ml.r7i.12xlarge",
        "ml.r7i.16xlarge",
        "ml.r7i.24xlarge",
        "ml.r7i.48xlarge",
        "ml.c8g.medium",
        "ml.c8g.large",
        "ml.c8g.xlarge",
        "ml.c8g.2xlarge",
        "ml.c8g.4xlarge",
        "ml.c8g.8xlarge",
        "ml.c8g.12xlarge",
        "ml.c8g.16xlarge",
        "ml.c8g.24xlarge",
        "ml.c8g.48xlarge",
        "ml.r7gd.medium",
        "ml.r7gd.large",
        "ml.r7gd.xlarge",
        "ml.r7gd.2xlarge",
        "ml.r7gd.4xlarge",
        "ml.r7gd.8xlarge",
        "ml.r7gd.12xlarge",
        "ml.r7gd.16xlarge",
        "ml.m8g.medium",
        "ml.m8g.large",
        "ml.m8g.xlarge",
        "ml.m8g.2xlarge",
        "ml.m8g.4xlarge",
        "ml.m8g.8xlarge",
        "ml.m8g.12xlarge",
        "ml.m8g.16xlarge",
        "ml.m8g.24xlarge",
        "ml.m8g.48xlarge",
        "ml.c6in.large",
        "ml.c6in.xlarge",
        "ml.c6in.2xlarge",
        "ml.c6in.4xlarge",
        "ml.c6in.8xlarge",
        "ml.c6in.12xlarge",
        "ml.c6in.16xlarge",
        "ml.c6in.24xlarge",
        "ml.c6in.32xlarge",
        "ml.p6-b200.48xlarge",
        "ml.p6-b300.48xlarge",
        "ml.p6e-gb200.36xlarge",
        "ml.p5.4xlarge",
    }
)
MODEL_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:[\\-a-zA-Z0-9]*[a-zA-Z0-9])?")
VARIANT_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
PRODUCTION_VARIANT_ACCELERATOR_TYPE_VALUES = frozenset(
    {"ml.eia1.medium", "ml.eia1.large", "ml.eia1.xlarge", "ml.eia2.medium", "ml.eia2.large", "ml.eia2.xlarge"}
)
PRODUCTION_VARIANT_INFERENCE_AMI_VERSION_VALUES = frozenset(
    {
        "al2-ami-sagemaker-inference-gpu-2",
        "al2-ami-sagemaker-inference-gpu-2-1",
        "al2-ami-sagemaker-inference-gpu-3-1",
        "al2-ami-sagemaker-inference-neuron-2",
        "al2023-ami-sagemaker-inference-gpu-4-1",
    }
)
CAPACITY_RESERVATION_PREFERENCE_VALUES = frozenset({"capacity-reservations-only"})
ML_RESERVATION_ARN_PATTERN = Pattern(
    "arn:aws[\\-a-z]*:sagemaker:[\\-0-9a-z]*:[0-9]{12}:[\\-0-9a-z]{1,14}/[^\\n\\r\\x85\\u2028\\u2029]*"
)
MANAGED_INSTANCE_SCALING_STATUS_VALUES = frozenset({"ENABLED", "DISABLED"})
MANAGED_INSTANCE_SCALING_SCALE_IN_STRATEGY_VALUES = frozenset({"IDLE_RELEASE", "CONSOLIDATION"})
ROUTING_STRATEGY_VALUES = frozenset({"LEAST_OUTSTANDING_REQUESTS", "RANDOM", "PREFIX_AWARE", "KV_AWARE"})
LOCAL_NVME_FAMILIES_PREFIXES = (
    "ml.c5d.",
    "ml.c6gd.",
    "ml.dl1.",
    "ml.g4dn.",
    "ml.g5.",
    "ml.g6.",
    "ml.g6e.",
    "ml.g7e.",
    "ml.m5d.",
    "ml.m6gd.",
    "ml.p4d.",
    "ml.p4de.",
    "ml.p5.",
    "ml.p5e.",
    "ml.p5en.",
    "ml.p6-b200.",
    "ml.r5d.",
    "ml.r6gd.",
    "ml.r7gd.",
    "ml.trn1.",
    "ml.trn1n.",
    "ml.trn2.",
)
NO_VOLUME_FAMILIES_PREFIXES = (
    "ml.c5d.",
    "ml.c6gd.",
    "ml.dl1.",
    "ml.g4dn.",
    "ml.g5.",
    "ml.g6.",
    "ml.g6e.",
    "ml.g7e.",
    "ml.m5d.",
    "ml.m6gd.",
    "ml.p4d.",
    "ml.p4de.",
    "ml.p5.",
    "ml.p5e.",
    "ml.p5en.",
    "ml.p6-b200.",
    "ml.r5d.",
    "ml.r6gd.",
    "ml.r7gd.",
    "ml.trn1.",
    "ml.trn1n.",
    "ml.trn2.",
)
NEURON_FAMILIES_PREFIXES = ("ml.inf2.", "ml.trn1.", "ml.trn1n.", "ml.trn2.")
NVIDIA_GPU_FAMILIES_PREFIXES = (
    "ml.g4dn.",
    "ml.g5.",
    "ml.g6.",
    "ml.g6e.",
    "ml.g7.",
    "ml.g7e.",
    "ml.p2.",
    "ml.p3.",
    "ml.p4d.",
    "ml.p4de.",
    "ml.p5.",
    "ml.p5e.",
    "ml.p5en.",
    "ml.p6-b200.",
    "ml.p6-b300.",
    "ml.p6e-gb200.",
)


def check_accelerator_partition_layout(data: object, path: Path, out: Report) -> None:
    """Check AcceleratorPartitionLayout."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "AcceleratorPartitionTypes" in data:
        known += 1
        value = data["AcceleratorPartitionTypes"]
        if not isinstance(value, list):
            out.wrong_type((*path, "AcceleratorPartitionTypes"), value, "a list")
        else:
            if len(value) > 32:
                out.items((*path, "AcceleratorPartitionTypes"), value, len(value), 0, 32)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "AcceleratorPartitionTypes", index), item, "a string")
                elif len(item) > 32:
                    out.length((*path, "AcceleratorPartitionTypes", index), item, len(item), 0, 32)
                elif not ACCELERATOR_PARTITION_TYPE_PATTERN.matches(item):
                    out.pattern((*path, "AcceleratorPartitionTypes", index), item, ACCELERATOR_PARTITION_TYPE_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"AcceleratorPartitionTypes"})
    clean = not out.violations
    if clean or readable(out, path, (("AcceleratorPartitionTypes", "*"),)):
        if "AcceleratorPartitionTypes" in data:
            for i, t in enumerate(data["AcceleratorPartitionTypes"]):
                if "+me" in t:
                    out.rule(
                        "partition-layout-no-media-extensions",
                        (*path, "AcceleratorPartitionTypes", i),
                        "partition profiles with media extensions (+me) are not supported",
                        value_at(data, ("AcceleratorPartitionTypes", i)),
                        "error",
                    )
    if out.profile == "pedantic":
        if (clean or readable(out, path, (("AcceleratorPartitionTypes", "*"),))) and (
            "AcceleratorPartitionTypes" in data
            and sum(
                1
                if t.startswith("mig-1g.")
                else 2
                if t.startswith("mig-2g.")
                else 3
                if t.startswith("mig-3g.")
                else 4
                if t.startswith("mig-4g.")
                else 7
                if t.startswith("mig-7g.")
                else 0
                for t in data["AcceleratorPartitionTypes"]
            )
            > 7
        ):
            out.rule(
                "mig-profile-fits",
                (*path, "AcceleratorPartitionTypes"),
                "the profiles of a layout take more than the 7 compute slices of one accelerator",
                value_at(data, ("AcceleratorPartitionTypes",)),
                "warning",
            )


def check_async_inference_client_config(data: object, path: Path, out: Report) -> None:
    """Check AsyncInferenceClientConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MaxConcurrentInvocationsPerInstance" in data:
        known += 1
        value = data["MaxConcurrentInvocationsPerInstance"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxConcurrentInvocationsPerInstance"), value, "an integer")
        elif not 1 <= value <= 1000:
            out.number((*path, "MaxConcurrentInvocationsPerInstance"), value, 1, 1000)
    if known != len(data):
        out.unknown(path, data, {"MaxConcurrentInvocationsPerInstance"})


def check_async_inference_config(data: object, path: Path, out: Report) -> None:
    """Check AsyncInferenceConfig; required: OutputConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ClientConfig" in data:
        known += 1
        value = data["ClientConfig"]
        check_async_inference_client_config(value, path + ("ClientConfig",), out)
    if "OutputConfig" in data:
        known += 1
        value = data["OutputConfig"]
        check_async_inference_output_config(value, path + ("OutputConfig",), out)
    else:
        out.missing((*path, "OutputConfig"))
    if known != len(data):
        out.unknown(path, data, {"ClientConfig", "OutputConfig"})
    clean = not out.violations
    if (clean or readable(out, path, (("OutputConfig",),))) and "S3OutputPath" not in data["OutputConfig"]:
        out.rule(
            "async-output-path-missing",
            (*path, "OutputConfig", "S3OutputPath"),
            "asynchronous inference needs an S3OutputPath for its results",
            value_at(data, ("OutputConfig", "S3OutputPath")),
            "warning",
        )


def check_async_inference_notification_config(data: object, path: Path, out: Report) -> None:
    """Check AsyncInferenceNotificationConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "SuccessTopic" in data:
        known += 1
        value = data["SuccessTopic"]
        if not isinstance(value, str):
            out.wrong_type((*path, "SuccessTopic"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "SuccessTopic"), value, len(value), 0, 2048)
        elif not SNS_TOPIC_ARN_PATTERN.matches(value):
            out.pattern((*path, "SuccessTopic"), value, SNS_TOPIC_ARN_PATTERN)
    if "ErrorTopic" in data:
        known += 1
        value = data["ErrorTopic"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ErrorTopic"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "ErrorTopic"), value, len(value), 0, 2048)
        elif not SNS_TOPIC_ARN_PATTERN.matches(value):
            out.pattern((*path, "ErrorTopic"), value, SNS_TOPIC_ARN_PATTERN)
    if "IncludeInferenceResponseIn" in data:
        known += 1
        value = data["IncludeInferenceResponseIn"]
        if not isinstance(value, list):
            out.wrong_type((*path, "IncludeInferenceResponseIn"), value, "a list")
        else:
            if len(value) > 2:
                out.items((*path, "IncludeInferenceResponseIn"), value, len(value), 0, 2)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "IncludeInferenceResponseIn", index), item, "a string")
                elif item not in ASYNC_NOTIFICATION_TOPIC_TYPES_VALUES:
                    out.enum(
                        (*path, "IncludeInferenceResponseIn", index),
                        item,
                        ASYNC_NOTIFICATION_TOPIC_TYPES_VALUES,
                        "AsyncNotificationTopicTypes",
                    )
    if known != len(data):
        out.unknown(path, data, {"SuccessTopic", "ErrorTopic", "IncludeInferenceResponseIn"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("IncludeInferenceResponseIn", "*"),)))
        and "IncludeInferenceResponseIn" in data
        and "SuccessTopic" not in data
        and "SUCCESS_NOTIFICATION_TOPIC" in data["IncludeInferenceResponseIn"]
    ):
        out.rule(
            "async-response-needs-success-topic",
            (*path, "SuccessTopic"),
            "including responses in success notifications needs a SuccessTopic",
            value_at(data, ("SuccessTopic",)),
            "warning",
        )
    if (
        (clean or readable(out, path, (("IncludeInferenceResponseIn", "*"),)))
        and "IncludeInferenceResponseIn" in data
        and "ErrorTopic" not in data
        and "ERROR_NOTIFICATION_TOPIC" in data["IncludeInferenceResponseIn"]
    ):
        out.rule(
            "async-response-needs-error-topic",
            (*path, "ErrorTopic"),
            "including responses in error notifications needs an ErrorTopic",
            value_at(data, ("ErrorTopic",)),
            "warning",
        )


def check_async_inference_output_config(data: object, path: Path, out: Report) -> None:
    """Check AsyncInferenceOutputConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "KmsKeyId" in data:
        known += 1
        value = data["KmsKeyId"]
        if not isinstance(value, str):
            out.wrong_type((*path, "KmsKeyId"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "KmsKeyId"), value, len(value), 0, 2048)
        elif not KMS_KEY_ID_PATTERN.matches(value):
            out.pattern((*path, "KmsKeyId"), value, KMS_KEY_ID_PATTERN)
    if "S3OutputPath" in data:
        known += 1
        value = data["S3OutputPath"]
        if not isinstance(value, str):
            out.wrong_type((*path, "S3OutputPath"), value, "a string")
        elif len(value) > 512:
            out.length((*path, "S3OutputPath"), value, len(value), 0, 512)
        elif not DESTINATION_S3_URI_PATTERN.matches(value):
            out.pattern((*path, "S3OutputPath"), value, DESTINATION_S3_URI_PATTERN)
    if "NotificationConfig" in data:
        known += 1
        value = data["NotificationConfig"]
        check_async_inference_notification_config(value, path + ("NotificationConfig",), out)
    if "S3FailurePath" in data:
        known += 1
        value = data["S3FailurePath"]
        if not isinstance(value, str):
            out.wrong_type((*path, "S3FailurePath"), value, "a string")
        elif len(value) > 512:
            out.length((*path, "S3FailurePath"), value, len(value), 0, 512)
        elif not DESTINATION_S3_URI_PATTERN.matches(value):
            out.pattern((*path, "S3FailurePath"), value, DESTINATION_S3_URI_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"KmsKeyId", "S3OutputPath", "NotificationConfig", "S3FailurePath"})


def check_capture_content_type_header(data: object, path: Path, out: Report) -> None:
    """Check CaptureContentTypeHeader."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "CsvContentTypes" in data:
        known += 1
        value = data["CsvContentTypes"]
        if not isinstance(value, list):
            out.wrong_type((*path, "CsvContentTypes"), value, "a list")
        else:
            if not 1 <= len(value) <= 10:
                out.items((*path, "CsvContentTypes"), value, len(value), 1, 10)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "CsvContentTypes", index), item, "a string")
                elif not 1 <= len(item) <= 256:
                    out.length((*path, "CsvContentTypes", index), item, len(item), 1, 256)
                elif not CSV_CONTENT_TYPE_PATTERN.matches(item):
                    out.pattern((*path, "CsvContentTypes", index), item, CSV_CONTENT_TYPE_PATTERN)
    if "JsonContentTypes" in data:
        known += 1
        value = data["JsonContentTypes"]
        if not isinstance(value, list):
            out.wrong_type((*path, "JsonContentTypes"), value, "a list")
        else:
            if not 1 <= len(value) <= 10:
                out.items((*path, "JsonContentTypes"), value, len(value), 1, 10)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "JsonContentTypes", index), item, "a string")
                elif not 1 <= len(item) <= 256:
                    out.length((*path, "JsonContentTypes", index), item, len(item), 1, 256)
                elif not JSON_CONTENT_TYPE_PATTERN.matches(item):
                    out.pattern((*path, "JsonContentTypes", index), item, JSON_CONTENT_TYPE_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"CsvContentTypes", "JsonContentTypes"})
    clean = not out.violations
    if out.profile == "pedantic":
        if clean or readable(out, path, (("CsvContentTypes", "*"), ("JsonContentTypes", "*"))):
            if "CsvContentTypes" in data and "JsonContentTypes" in data:
                for i, t in enumerate(data["JsonContentTypes"]):
                    if t in data["CsvContentTypes"]:
                        out.rule(
                            "capture-content-type-in-both",
                            (*path, "JsonContentTypes", i),
                            "a content type is listed as CSV and as JSON",
                            value_at(data, ("JsonContentTypes", i)),
                            "warning",
                        )


def check_capture_option(data: object, path: Path, out: Report) -> None:
    """Check CaptureOption; required: CaptureMode."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "CaptureMode" in data:
        known += 1
        value = data["CaptureMode"]
        if not isinstance(value, str):
            out.wrong_type((*path, "CaptureMode"), value, "a string")
        elif value not in CAPTURE_MODE_VALUES:
            out.enum((*path, "CaptureMode"), value, CAPTURE_MODE_VALUES, "CaptureMode")
    else:
        out.missing((*path, "CaptureMode"))
    if known != len(data):
        out.unknown(path, data, {"CaptureMode"})


def check_clarify_explainer_config(data: object, path: Path, out: Report) -> None:
    """Check ClarifyExplainerConfig; required: ShapConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "EnableExplanations" in data:
        known += 1
        value = data["EnableExplanations"]
        if not isinstance(value, str):
            out.wrong_type((*path, "EnableExplanations"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "EnableExplanations"), value, len(value), 1, 64)
        elif not CLARIFY_ENABLE_EXPLANATIONS_PATTERN.matches(value):
            out.pattern((*path, "EnableExplanations"), value, CLARIFY_ENABLE_EXPLANATIONS_PATTERN)
    if "InferenceConfig" in data:
        known += 1
        value = data["InferenceConfig"]
        check_clarify_inference_config(value, path + ("InferenceConfig",), out)
    if "ShapConfig" in data:
        known += 1
        value = data["ShapConfig"]
        check_clarify_shap_config(value, path + ("ShapConfig",), out)
    else:
        out.missing((*path, "ShapConfig"))
    if known != len(data):
        out.unknown(path, data, {"EnableExplanations", "InferenceConfig", "ShapConfig"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("InferenceConfig",), ("ShapConfig",))))
        and "InferenceConfig" in data
        and "FeatureTypes" in data["InferenceConfig"]
        and "TextConfig" not in data["ShapConfig"]
    ):
        out.rule(
            "clarify-feature-types-need-text-config",
            (*path, "ShapConfig", "TextConfig"),
            "FeatureTypes has a use only together with ShapConfig.TextConfig",
            value_at(data, ("ShapConfig", "TextConfig")),
            "warning",
        )
    if (clean or readable(out, path, (("InferenceConfig",), ("ShapConfig", "ShapBaselineConfig", "MimeType")))) and (
        "MimeType" in data["ShapConfig"]["ShapBaselineConfig"]
        and ("InferenceConfig" not in data or "ContentTemplate" not in data["InferenceConfig"])
        and data["ShapConfig"]["ShapBaselineConfig"]["MimeType"] == "application/jsonlines"
    ):
        out.rule(
            "clarify-jsonlines-content-template",
            (*path, "InferenceConfig", "ContentTemplate"),
            "JSON Lines input needs a ContentTemplate",
            value_at(data, ("InferenceConfig", "ContentTemplate")),
            "warning",
        )
    if (
        (clean or readable(out, path, (("EnableExplanations",),)))
        and "EnableExplanations" in data
        and not is_jmespath(data["EnableExplanations"])
    ):
        out.rule(
            "clarify-enable-explanations-jmespath",
            (*path, "EnableExplanations"),
            "EnableExplanations must be a JMESPath expression",
            value_at(data, ("EnableExplanations",)),
            "error",
        )


def check_clarify_inference_config(data: object, path: Path, out: Report) -> None:
    """Check ClarifyInferenceConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "FeaturesAttribute" in data:
        known += 1
        value = data["FeaturesAttribute"]
        if not isinstance(value, str):
            out.wrong_type((*path, "FeaturesAttribute"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "FeaturesAttribute"), value, len(value), 1, 64)
        elif not CLARIFY_FEATURES_ATTRIBUTE_PATTERN.matches(value):
            out.pattern((*path, "FeaturesAttribute"), value, CLARIFY_FEATURES_ATTRIBUTE_PATTERN)
    if "ContentTemplate" in data:
        known += 1
        value = data["ContentTemplate"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ContentTemplate"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "ContentTemplate"), value, len(value), 1, 64)
        elif not CLARIFY_CONTENT_TEMPLATE_PATTERN.matches(value):
            out.pattern((*path, "ContentTemplate"), value, CLARIFY_CONTENT_TEMPLATE_PATTERN)
    if "MaxRecordCount" in data:
        known += 1
        value = data["MaxRecordCount"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxRecordCount"), value, "an integer")
        elif not 1 <= value <= 2147483647:
            out.number((*path, "MaxRecordCount"), value, 1, 2147483647)
    if "MaxPayloadInMB" in data:
        known += 1
        value = data["MaxPayloadInMB"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxPayloadInMB"), value, "an integer")
        elif not 1 <= value <= 25:
            out.number((*path, "MaxPayloadInMB"), value, 1, 25)
    if "ProbabilityIndex" in data:
        known += 1
        value = data["ProbabilityIndex"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ProbabilityIndex"), value, "an integer")
        elif not 0 <= value <= 2147483647:
            out.number((*path, "ProbabilityIndex"), value, 0, 2147483647)
    if "LabelIndex" in data:
        known += 1
        value = data["LabelIndex"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "LabelIndex"), value, "an integer")
        elif not 0 <= value <= 2147483647:
            out.number((*path, "LabelIndex"), value, 0, 2147483647)
    if "ProbabilityAttribute" in data:
        known += 1
        value = data["ProbabilityAttribute"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ProbabilityAttribute"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "ProbabilityAttribute"), value, len(value), 1, 64)
        elif not CLARIFY_PROBABILITY_ATTRIBUTE_PATTERN.matches(value):
            out.pattern((*path, "ProbabilityAttribute"), value, CLARIFY_PROBABILITY_ATTRIBUTE_PATTERN)
    if "LabelAttribute" in data:
        known += 1
        value = data["LabelAttribute"]
        if not isinstance(value, str):
            out.wrong_type((*path, "LabelAttribute"), value, "a string")
        elif not 1 <= len(value) <= 64:
            out.length((*path, "LabelAttribute"), value, len(value), 1, 64)
        elif not CLARIFY_LABEL_ATTRIBUTE_PATTERN.matches(value):
            out.pattern((*path, "LabelAttribute"), value, CLARIFY_LABEL_ATTRIBUTE_PATTERN)
    if "LabelHeaders" in data:
        known += 1
        value = data["LabelHeaders"]
        if not isinstance(value, list):
            out.wrong_type((*path, "LabelHeaders"), value, "a list")
        else:
            if not 1 <= len(value) <= 16:
                out.items((*path, "LabelHeaders"), value, len(value), 1, 16)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "LabelHeaders", index), item, "a string")
                elif not 1 <= len(item) <= 64:
                    out.length((*path, "LabelHeaders", index), item, len(item), 1, 64)
                elif not CLARIFY_HEADER_PATTERN.matches(item):
                    out.pattern((*path, "LabelHeaders", index), item, CLARIFY_HEADER_PATTERN)
    if "FeatureHeaders" in data:
        known += 1
        value = data["FeatureHeaders"]
        if not isinstance(value, list):
            out.wrong_type((*path, "FeatureHeaders"), value, "a list")
        else:
            if not 1 <= len(value) <= 256:
                out.items((*path, "FeatureHeaders"), value, len(value), 1, 256)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "FeatureHeaders", index), item, "a string")
                elif not 1 <= len(item) <= 64:
                    out.length((*path, "FeatureHeaders", index), item, len(item), 1, 64)
                elif not CLARIFY_HEADER_PATTERN.matches(item):
                    out.pattern((*path, "FeatureHeaders", index), item, CLARIFY_HEADER_PATTERN)
    if "FeatureTypes" in data:
        known += 1
        value = data["FeatureTypes"]
        if not isinstance(value, list):
            out.wrong_type((*path, "FeatureTypes"), value, "a list")
        else:
            if not 1 <= len(value) <= 256:
                out.items((*path, "FeatureTypes"), value, len(value), 1, 256)
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    out.wrong_type((*path, "FeatureTypes", index), item, "a string")
                elif item not in CLARIFY_FEATURE_TYPE_VALUES:
                    out.enum((*path, "FeatureTypes", index), item, CLARIFY_FEATURE_TYPE_VALUES, "ClarifyFeatureType")
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "FeaturesAttribute",
                "ContentTemplate",
                "MaxRecordCount",
                "MaxPayloadInMB",
                "ProbabilityIndex",
                "LabelIndex",
                "ProbabilityAttribute",
                "LabelAttribute",
                "LabelHeaders",
                "FeatureHeaders",
                "FeatureTypes",
            },
        )
    clean = not out.violations
    if (
        (clean or readable(out, path, (("FeatureTypes", "*"),)))
        and "FeatureTypes" in data
        and "text" not in data["FeatureTypes"]
    ):
        out.rule(
            "clarify-feature-types-text",
            (*path, "FeatureTypes"),
            "FeatureTypes must name at least one text feature",
            value_at(data, ("FeatureTypes",)),
            "error",
        )
    if ("ProbabilityIndex" in data and "ProbabilityAttribute" in data) or (
        "LabelIndex" in data and "LabelAttribute" in data
    ):
        out.rule(
            "clarify-index-and-attribute",
            path,
            "a probability or label should be found either by index (CSV) or by attribute (JSON Lines), not both",
            value_at(data, ()),
            "warning",
        )
    if (clean or readable(out, path, (("FeaturesAttribute",), ("LabelAttribute",), ("ProbabilityAttribute",)))) and (
        ("FeaturesAttribute" in data and not is_jmespath(data["FeaturesAttribute"]))
        or ("ProbabilityAttribute" in data and not is_jmespath(data["ProbabilityAttribute"]))
        or ("LabelAttribute" in data and not is_jmespath(data["LabelAttribute"]))
    ):
        out.rule(
            "clarify-attributes-jmespath",
            path,
            "FeaturesAttribute, ProbabilityAttribute and LabelAttribute should be JMESPath expressions",
            value_at(data, ()),
            "warning",
        )


def check_clarify_shap_baseline_config(data: object, path: Path, out: Report) -> None:
    """Check ClarifyShapBaselineConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MimeType" in data:
        known += 1
        value = data["MimeType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "MimeType"), value, "a string")
        elif len(value) > 255:
            out.length((*path, "MimeType"), value, len(value), 0, 255)
        elif not CLARIFY_MIME_TYPE_PATTERN.matches(value):
            out.pattern((*path, "MimeType"), value, CLARIFY_MIME_TYPE_PATTERN)
    if "ShapBaseline" in data:
        known += 1
        value = data["ShapBaseline"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ShapBaseline"), value, "a string")
        elif not 1 <= len(value) <= 4096:
            out.length((*path, "ShapBaseline"), value, len(value), 1, 4096)
        elif not CLARIFY_SHAP_BASELINE_PATTERN.matches(value):
            out.pattern((*path, "ShapBaseline"), value, CLARIFY_SHAP_BASELINE_PATTERN)
    if "ShapBaselineUri" in data:
        known += 1
        value = data["ShapBaselineUri"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ShapBaselineUri"), value, "a string")
        elif len(value) > 1024:
            out.length((*path, "ShapBaselineUri"), value, len(value), 0, 1024)
        elif not URL_PATTERN.matches(value):
            out.pattern((*path, "ShapBaselineUri"), value, URL_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"MimeType", "ShapBaseline", "ShapBaselineUri"})
    clean = not out.violations
    if ("ShapBaseline" in data) == ("ShapBaselineUri" in data):
        out.rule(
            "clarify-baseline-exactly-one",
            (*path, "ShapBaseline"),
            "a SHAP baseline must be given either inline (ShapBaseline) or by URL (ShapBaselineUri)",
            value_at(data, ("ShapBaseline",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("MimeType",),)))
        and "MimeType" in data
        and data["MimeType"] not in {"text/csv", "application/jsonlines"}
    ):
        out.rule(
            "clarify-mime-type-values",
            (*path, "MimeType"),
            "the baseline's MimeType must be text/csv or application/jsonlines",
            value_at(data, ("MimeType",)),
            "error",
        )


def check_clarify_shap_config(data: object, path: Path, out: Report) -> None:
    """Check ClarifyShapConfig; required: ShapBaselineConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ShapBaselineConfig" in data:
        known += 1
        value = data["ShapBaselineConfig"]
        check_clarify_shap_baseline_config(value, path + ("ShapBaselineConfig",), out)
    else:
        out.missing((*path, "ShapBaselineConfig"))
    if "NumberOfSamples" in data:
        known += 1
        value = data["NumberOfSamples"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "NumberOfSamples"), value, "an integer")
        elif not 1 <= value <= 2147483647:
            out.number((*path, "NumberOfSamples"), value, 1, 2147483647)
    if "UseLogit" in data:
        known += 1
        value = data["UseLogit"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "UseLogit"), value, "a boolean")
    if "Seed" in data:
        known += 1
        value = data["Seed"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "Seed"), value, "an integer")
        elif not -2147483648 <= value <= 2147483647:
            out.number((*path, "Seed"), value, -2147483648, 2147483647)
    if "TextConfig" in data:
        known += 1
        value = data["TextConfig"]
        check_clarify_text_config(value, path + ("TextConfig",), out)
    if known != len(data):
        out.unknown(path, data, {"ShapBaselineConfig", "NumberOfSamples", "UseLogit", "Seed", "TextConfig"})


def check_clarify_text_config(data: object, path: Path, out: Report) -> None:
    """Check ClarifyTextConfig; required: Language, Granularity."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "Language" in data:
        known += 1
        value = data["Language"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Language"), value, "a string")
        elif value not in CLARIFY_TEXT_LANGUAGE_VALUES:
            out.enum((*path, "Language"), value, CLARIFY_TEXT_LANGUAGE_VALUES, "ClarifyTextLanguage")
    else:
        out.missing((*path, "Language"))
    if "Granularity" in data:
        known += 1
        value = data["Granularity"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Granularity"), value, "a string")
        elif value not in CLARIFY_TEXT_GRANULARITY_VALUES:
            out.enum((*path, "Granularity"), value, CLARIFY_TEXT_GRANULARITY_VALUES, "ClarifyTextGranularity")
    else:
        out.missing((*path, "Granularity"))
    if known != len(data):
        out.unknown(path, data, {"Language", "Granularity"})


def check_create_endpoint_config_input(data: object, path: Path, out: Report) -> None:
    """Check CreateEndpointConfigInput; required: EndpointConfigName, ProductionVariants."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "EndpointConfigName" in data:
        known += 1
        value = data["EndpointConfigName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "EndpointConfigName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "EndpointConfigName"), value, len(value), 0, 63)
        elif not ENDPOINT_CONFIG_NAME_PATTERN.matches(value):
            out.pattern((*path, "EndpointConfigName"), value, ENDPOINT_CONFIG_NAME_PATTERN)
    else:
        out.missing((*path, "EndpointConfigName"))
    if "ProductionVariants" in data:
        known += 1
        value = data["ProductionVariants"]
        if not isinstance(value, list):
            out.wrong_type((*path, "ProductionVariants"), value, "a list")
        else:
            if not 1 <= len(value) <= 10:
                out.items((*path, "ProductionVariants"), value, len(value), 1, 10)
            for index, item in enumerate(value):
                check_production_variant(item, path + ("ProductionVariants", index), out)
    else:
        out.missing((*path, "ProductionVariants"))
    if "DataCaptureConfig" in data:
        known += 1
        value = data["DataCaptureConfig"]
        check_data_capture_config(value, path + ("DataCaptureConfig",), out)
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
    if "KmsKeyId" in data:
        known += 1
        value = data["KmsKeyId"]
        if not isinstance(value, str):
            out.wrong_type((*path, "KmsKeyId"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "KmsKeyId"), value, len(value), 0, 2048)
        elif not KMS_KEY_ID_PATTERN.matches(value):
            out.pattern((*path, "KmsKeyId"), value, KMS_KEY_ID_PATTERN)
    if "AsyncInferenceConfig" in data:
        known += 1
        value = data["AsyncInferenceConfig"]
        check_async_inference_config(value, path + ("AsyncInferenceConfig",), out)
    if "ExplainerConfig" in data:
        known += 1
        value = data["ExplainerConfig"]
        check_explainer_config(value, path + ("ExplainerConfig",), out)
    if "ShadowProductionVariants" in data:
        known += 1
        value = data["ShadowProductionVariants"]
        if not isinstance(value, list):
            out.wrong_type((*path, "ShadowProductionVariants"), value, "a list")
        else:
            if not 1 <= len(value) <= 10:
                out.items((*path, "ShadowProductionVariants"), value, len(value), 1, 10)
            for index, item in enumerate(value):
                check_production_variant(item, path + ("ShadowProductionVariants", index), out)
    if "ExecutionRoleArn" in data:
        known += 1
        value = data["ExecutionRoleArn"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ExecutionRoleArn"), value, "a string")
        elif not 20 <= len(value) <= 2048:
            out.length((*path, "ExecutionRoleArn"), value, len(value), 20, 2048)
        elif not ROLE_ARN_PATTERN.matches(value):
            out.pattern((*path, "ExecutionRoleArn"), value, ROLE_ARN_PATTERN)
    if "VpcConfig" in data:
        known += 1
        value = data["VpcConfig"]
        check_vpc_config(value, path + ("VpcConfig",), out)
    if "EnableNetworkIsolation" in data:
        known += 1
        value = data["EnableNetworkIsolation"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableNetworkIsolation"), value, "a boolean")
    if "MetricsConfig" in data:
        known += 1
        value = data["MetricsConfig"]
        check_metrics_config(value, path + ("MetricsConfig",), out)
    if "CrossRegionTrafficConfig" in data:
        known += 1
        value = data["CrossRegionTrafficConfig"]
        check_cross_region_traffic_config(value, path + ("CrossRegionTrafficConfig",), out)
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "EndpointConfigName",
                "ProductionVariants",
                "DataCaptureConfig",
                "Tags",
                "KmsKeyId",
                "AsyncInferenceConfig",
                "ExplainerConfig",
                "ShadowProductionVariants",
                "ExecutionRoleArn",
                "VpcConfig",
                "EnableNetworkIsolation",
                "MetricsConfig",
                "CrossRegionTrafficConfig",
            },
        )
    clean = not out.violations
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
    if clean or readable(out, path, (("ProductionVariants", "*", "VariantName"),)):
        if not all_distinct([v["VariantName"] for v in data["ProductionVariants"]]):
            for i in duplicates((i, v["VariantName"]) for i, v in enumerate(data["ProductionVariants"])):
                out.rule(
                    "variant-name-unique",
                    (*path, "ProductionVariants", i, "VariantName"),
                    "production variants must have distinct names",
                    value_at(data, ("ProductionVariants", i, "VariantName")),
                    "error",
                )
    if (
        (clean or readable(out, path, (("ProductionVariants", "*"),)))
        and len(data["ProductionVariants"]) != 1
        and any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
    ):
        out.rule(
            "serverless-single-variant",
            (*path, "ProductionVariants"),
            "a serverless endpoint must have exactly one production variant",
            value_at(data, ("ProductionVariants",)),
            "error",
        )
    if (clean or readable(out, path, (("DataCaptureConfig", "EnableCapture"), ("ProductionVariants", "*")))) and (
        "DataCaptureConfig" in data
        and ("EnableCapture" not in data["DataCaptureConfig"] or data["DataCaptureConfig"]["EnableCapture"])
        and any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
    ):
        out.rule(
            "serverless-no-data-capture",
            (*path, "DataCaptureConfig"),
            "a serverless endpoint cannot capture data",
            value_at(data, ("DataCaptureConfig",)),
            "error",
        )
    if (clean or readable(out, path, (("EnableNetworkIsolation",), ("ProductionVariants", "*")))) and (
        ("VpcConfig" in data or ("EnableNetworkIsolation" in data and data["EnableNetworkIsolation"]))
        and any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
    ):
        out.rule(
            "serverless-no-vpc-or-isolation",
            (*path, "ProductionVariants"),
            "a serverless endpoint cannot have VpcConfig or network isolation",
            value_at(data, ("ProductionVariants",)),
            "error",
        )
    if (clean or readable(out, path, (("ProductionVariants", "*"), ("ShadowProductionVariants", "*")))) and (
        "CrossRegionTrafficConfig" in data
        and (
            "AsyncInferenceConfig" in data
            or any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
            or (
                "ShadowProductionVariants" in data
                and any(["ServerlessConfig" in v for v in data["ShadowProductionVariants"]])
            )
        )
    ):
        out.rule(
            "cross-region-traffic-exclusive",
            (*path, "CrossRegionTrafficConfig"),
            "CrossRegionTrafficConfig cannot go with serverless variants or AsyncInferenceConfig",
            value_at(data, ("CrossRegionTrafficConfig",)),
            "error",
        )
    if (clean or readable(out, path, (("ProductionVariants",), ("ShadowProductionVariants",)))) and (
        "ShadowProductionVariants" in data
        and data["ShadowProductionVariants"]
        and (len(data["ProductionVariants"]) != 1 or len(data["ShadowProductionVariants"]) != 1)
    ):
        out.rule(
            "shadow-single-variants",
            (*path, "ShadowProductionVariants"),
            "a shadow test needs exactly one production variant and exactly one shadow variant",
            value_at(data, ("ShadowProductionVariants",)),
            "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("ProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ProductionVariants", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstanceType"),
            ),
        )
    ) and (
        "ShadowProductionVariants" in data
        and data["ShadowProductionVariants"]
        and (
            "AsyncInferenceConfig" in data
            or any(
                [
                    "ServerlessConfig" in v
                    or ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                    or (
                        "InstancePools" in v
                        and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                    )
                    for v in data["ProductionVariants"]
                ]
            )
            or any(
                [
                    "ServerlessConfig" in v
                    or ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                    or (
                        "InstancePools" in v
                        and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                    )
                    for v in data["ShadowProductionVariants"]
                ]
            )
        )
    ):
        out.rule(
            "shadow-unsupported-features",
            (*path, "ShadowProductionVariants"),
            "shadow variants cannot go with AsyncInferenceConfig, serverless variants or Inf1 instances",
            value_at(data, ("ShadowProductionVariants",)),
            "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("ProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ProductionVariants", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstanceType"),
            ),
        )
    ) and (
        "KmsKeyId" in data
        and (
            any(
                [
                    ("InstanceType" in v and v["InstanceType"].startswith(LOCAL_NVME_FAMILIES_PREFIXES))
                    or (
                        "InstancePools" in v
                        and any(
                            [p["InstanceType"].startswith(LOCAL_NVME_FAMILIES_PREFIXES) for p in v["InstancePools"]]
                        )
                    )
                    for v in data["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in data
                and any(
                    [
                        ("InstanceType" in v and v["InstanceType"].startswith(LOCAL_NVME_FAMILIES_PREFIXES))
                        or (
                            "InstancePools" in v
                            and any(
                                [p["InstanceType"].startswith(LOCAL_NVME_FAMILIES_PREFIXES) for p in v["InstancePools"]]
                            )
                        )
                        for v in data["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "kms-key-local-storage",
            (*path, "KmsKeyId"),
            "KmsKeyId does not encrypt the local NVMe storage of the chosen instance type",
            value_at(data, ("KmsKeyId",)),
            "warning",
            strict="error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("ProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ProductionVariants", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstancePools", "*", "InstanceType"),
                ("ShadowProductionVariants", "*", "InstanceType"),
            ),
        )
    ) and (
        "AsyncInferenceConfig" in data
        and (
            any(
                [
                    ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                    or (
                        "InstancePools" in v
                        and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                    )
                    for v in data["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in data
                and any(
                    [
                        ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                        or (
                            "InstancePools" in v
                            and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                        )
                        for v in data["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "async-no-inf1",
            (*path, "AsyncInferenceConfig"),
            "asynchronous inference cannot run on Inf1 instances",
            value_at(data, ("AsyncInferenceConfig",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("ProductionVariants",),)))
        and "AsyncInferenceConfig" in data
        and len(data["ProductionVariants"]) != 1
    ):
        out.rule(
            "async-single-variant",
            (*path, "ProductionVariants"),
            "an asynchronous endpoint should have one production variant",
            value_at(data, ("ProductionVariants",)),
            "warning",
        )
    if (clean or readable(out, path, (("DataCaptureConfig", "EnableCapture"),))) and (
        "AsyncInferenceConfig" in data
        and "DataCaptureConfig" in data
        and ("EnableCapture" not in data["DataCaptureConfig"] or data["DataCaptureConfig"]["EnableCapture"])
    ):
        out.rule(
            "async-no-data-capture",
            (*path, "DataCaptureConfig"),
            "data capture is not supported for asynchronous inference",
            value_at(data, ("DataCaptureConfig",)),
            "warning",
        )
    if clean or readable(
        out,
        path,
        (
            ("ProductionVariants", "*", "CapacityReservationConfig", "MlReservationArn"),
            ("ShadowProductionVariants", "*", "CapacityReservationConfig", "MlReservationArn"),
        ),
    ):
        for i, v in enumerate(data["ProductionVariants"]):
            if (
                "CapacityReservationConfig" in v
                and "MlReservationArn" in v["CapacityReservationConfig"]
                and (
                    any(
                        [
                            "CapacityReservationConfig" in w
                            and "MlReservationArn" in w["CapacityReservationConfig"]
                            and w["CapacityReservationConfig"]["MlReservationArn"]
                            != v["CapacityReservationConfig"]["MlReservationArn"]
                            for w in data["ProductionVariants"]
                        ]
                    )
                    or (
                        "ShadowProductionVariants" in data
                        and any(
                            [
                                "CapacityReservationConfig" in w
                                and "MlReservationArn" in w["CapacityReservationConfig"]
                                and w["CapacityReservationConfig"]["MlReservationArn"]
                                != v["CapacityReservationConfig"]["MlReservationArn"]
                                for w in data["ShadowProductionVariants"]
                            ]
                        )
                    )
                )
            ):
                out.rule(
                    "reservation-one-plan",
                    (*path, "ProductionVariants", i, "CapacityReservationConfig", "MlReservationArn"),
                    "all variants of an endpoint, shadow variants included, must use one training plan",
                    value_at(data, ("ProductionVariants", i, "CapacityReservationConfig", "MlReservationArn")),
                    "error",
                )
    if (
        clean
        or readable(out, path, (("ProductionVariants", "*", "InstancePools", "*"), ("ShadowProductionVariants", "*")))
    ) and (
        "ExecutionRoleArn" not in data
        and not any(
            [
                "ModelName" in v
                or ("InstancePools" in v and any(["ModelNameOverride" in p for p in v["InstancePools"]]))
                for v in data["ProductionVariants"]
            ]
        )
        and (
            "ShadowProductionVariants" not in data
            or not any(["ModelName" in v for v in data["ShadowProductionVariants"]])
        )
    ):
        out.rule(
            "inference-component-role-required",
            (*path, "ExecutionRoleArn"),
            "an endpoint whose variants name no model needs an ExecutionRoleArn",
            value_at(data, ("ExecutionRoleArn",)),
            "error",
        )
    if (
        clean
        or readable(
            out, path, (("EnableNetworkIsolation",), ("ProductionVariants", "*"), ("ShadowProductionVariants", "*"))
        )
    ) and (
        "EnableNetworkIsolation" in data
        and data["EnableNetworkIsolation"]
        and (
            any(["ModelName" in v for v in data["ProductionVariants"]])
            or (
                "ShadowProductionVariants" in data and any(["ModelName" in v for v in data["ShadowProductionVariants"]])
            )
        )
    ):
        out.rule(
            "config-network-isolation-needs-inference-components",
            (*path, "EnableNetworkIsolation"),
            "network isolation of an endpoint configuration is for inference components; with ModelName it belongs to the model",
            value_at(data, ("EnableNetworkIsolation",)),
            "error",
        )
    if (clean or readable(out, path, (("ProductionVariants", "*", "InitialVariantWeight"),))) and (
        not any(
            ["InitialVariantWeight" not in v or v["InitialVariantWeight"] > 0.0 for v in data["ProductionVariants"]]
        )
    ):
        out.rule(
            "variant-weights-all-zero",
            (*path, "ProductionVariants"),
            "at least one production variant needs a weight above zero",
            value_at(data, ("ProductionVariants",)),
            "warning",
        )
    if out.profile == "pedantic":
        if clean or readable(
            out, path, (("ProductionVariants", "*", "VariantName"), ("ShadowProductionVariants", "*", "VariantName"))
        ):
            if "ShadowProductionVariants" in data:
                for i, s in enumerate(data["ShadowProductionVariants"]):
                    if any([v["VariantName"] == s["VariantName"] for v in data["ProductionVariants"]]):
                        out.rule(
                            "variant-name-unique-across-shadow",
                            (*path, "ShadowProductionVariants", i, "VariantName"),
                            "a shadow variant has the name of a production variant",
                            value_at(data, ("ShadowProductionVariants", i, "VariantName")),
                            "warning",
                        )
        if (
            (clean or readable(out, path, (("ProductionVariants", "*"),)))
            and any(["ModelName" not in v for v in data["ProductionVariants"]])
            and any(["ModelName" in v for v in data["ProductionVariants"]])
        ):
            out.rule(
                "mixed-model-and-component-variants",
                (*path, "ProductionVariants"),
                "some variants name a model and others leave it to inference components",
                value_at(data, ("ProductionVariants",)),
                "warning",
            )
        if (
            (clean or readable(out, path, (("ProductionVariants", "*"),)))
            and "AsyncInferenceConfig" in data
            and any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
        ):
            out.rule(
                "async-with-serverless",
                (*path, "AsyncInferenceConfig"),
                "asynchronous inference on a serverless variant is not documented",
                value_at(data, ("AsyncInferenceConfig",)),
                "warning",
            )
        if (
            (clean or readable(out, path, (("ProductionVariants", "*"),)))
            and "ExplainerConfig" in data
            and any(["ServerlessConfig" in v for v in data["ProductionVariants"]])
        ):
            out.rule(
                "explainer-with-serverless",
                (*path, "ExplainerConfig"),
                "explanations from a serverless endpoint are not documented",
                value_at(data, ("ExplainerConfig",)),
                "warning",
            )
        if "ExplainerConfig" in data and "AsyncInferenceConfig" in data:
            out.rule(
                "explainer-with-async",
                (*path, "ExplainerConfig"),
                "explanations from an asynchronous endpoint are not documented",
                value_at(data, ("ExplainerConfig",)),
                "warning",
            )
        if (
            (clean or readable(out, path, (("ProductionVariants",),)))
            and "ExplainerConfig" in data
            and len(data["ProductionVariants"]) != 1
        ):
            out.rule(
                "explainer-with-multi-variant",
                (*path, "ExplainerConfig"),
                "explanations from an endpoint of several variants are not documented",
                value_at(data, ("ExplainerConfig",)),
                "warning",
            )
        if (clean or readable(out, path, (("ProductionVariants", "*"), ("ShadowProductionVariants", "*")))) and (
            "VpcConfig" in data
            and (
                any(["ModelName" in v for v in data["ProductionVariants"]])
                or (
                    "ShadowProductionVariants" in data
                    and any(["ModelName" in v for v in data["ShadowProductionVariants"]])
                )
            )
        ):
            out.rule(
                "config-vpc-needs-inference-components",
                (*path, "VpcConfig"),
                "VpcConfig of an endpoint configuration is for inference components; with ModelName it belongs to the model",
                value_at(data, ("VpcConfig",)),
                "warning",
            )


def check_cross_region_traffic_config(data: object, path: Path, out: Report) -> None:
    """Check CrossRegionTrafficConfig; required: MaxInvocationsPerSecondPerInstance, MaxCrossRegionPercentPerEndpoint."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MaxInvocationsPerSecondPerInstance" in data:
        known += 1
        value = data["MaxInvocationsPerSecondPerInstance"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxInvocationsPerSecondPerInstance"), value, "an integer")
        elif not 1 <= value <= 10000:
            out.number((*path, "MaxInvocationsPerSecondPerInstance"), value, 1, 10000)
    else:
        out.missing((*path, "MaxInvocationsPerSecondPerInstance"))
    if "MaxCrossRegionPercentPerEndpoint" in data:
        known += 1
        value = data["MaxCrossRegionPercentPerEndpoint"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxCrossRegionPercentPerEndpoint"), value, "an integer")
        elif not 1 <= value <= 100:
            out.number((*path, "MaxCrossRegionPercentPerEndpoint"), value, 1, 100)
    else:
        out.missing((*path, "MaxCrossRegionPercentPerEndpoint"))
    if known != len(data):
        out.unknown(path, data, {"MaxInvocationsPerSecondPerInstance", "MaxCrossRegionPercentPerEndpoint"})


def check_data_capture_config(data: object, path: Path, out: Report) -> None:
    """Check DataCaptureConfig; required: InitialSamplingPercentage, DestinationS3Uri, CaptureOptions."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "EnableCapture" in data:
        known += 1
        value = data["EnableCapture"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableCapture"), value, "a boolean")
    if "InitialSamplingPercentage" in data:
        known += 1
        value = data["InitialSamplingPercentage"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "InitialSamplingPercentage"), value, "an integer")
        elif not 0 <= value <= 100:
            out.number((*path, "InitialSamplingPercentage"), value, 0, 100)
    else:
        out.missing((*path, "InitialSamplingPercentage"))
    if "DestinationS3Uri" in data:
        known += 1
        value = data["DestinationS3Uri"]
        if not isinstance(value, str):
            out.wrong_type((*path, "DestinationS3Uri"), value, "a string")
        elif len(value) > 512:
            out.length((*path, "DestinationS3Uri"), value, len(value), 0, 512)
        elif not DESTINATION_S3_URI_PATTERN.matches(value):
            out.pattern((*path, "DestinationS3Uri"), value, DESTINATION_S3_URI_PATTERN)
    else:
        out.missing((*path, "DestinationS3Uri"))
    if "KmsKeyId" in data:
        known += 1
        value = data["KmsKeyId"]
        if not isinstance(value, str):
            out.wrong_type((*path, "KmsKeyId"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "KmsKeyId"), value, len(value), 0, 2048)
        elif not KMS_KEY_ID_PATTERN.matches(value):
            out.pattern((*path, "KmsKeyId"), value, KMS_KEY_ID_PATTERN)
    if "CaptureOptions" in data:
        known += 1
        value = data["CaptureOptions"]
        if not isinstance(value, list):
            out.wrong_type((*path, "CaptureOptions"), value, "a list")
        else:
            if not 1 <= len(value) <= 32:
                out.items((*path, "CaptureOptions"), value, len(value), 1, 32)
            for index, item in enumerate(value):
                check_capture_option(item, path + ("CaptureOptions", index), out)
    else:
        out.missing((*path, "CaptureOptions"))
    if "CaptureContentTypeHeader" in data:
        known += 1
        value = data["CaptureContentTypeHeader"]
        check_capture_content_type_header(value, path + ("CaptureContentTypeHeader",), out)
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "EnableCapture",
                "InitialSamplingPercentage",
                "DestinationS3Uri",
                "KmsKeyId",
                "CaptureOptions",
                "CaptureContentTypeHeader",
            },
        )
    clean = not out.violations
    if (clean or readable(out, path, (("CaptureOptions", "*", "CaptureMode"),))) and (
        not all_distinct([o["CaptureMode"] for o in data["CaptureOptions"]])
        or (
            len(data["CaptureOptions"]) != 1
            and any([o["CaptureMode"] == "InputAndOutput" for o in data["CaptureOptions"]])
        )
    ):
        out.rule(
            "data-capture-options-redundant",
            (*path, "CaptureOptions"),
            "capture options repeat or include one another",
            value_at(data, ("CaptureOptions",)),
            "warning",
        )
    if out.profile == "pedantic":
        if (clean or readable(out, path, (("EnableCapture",), ("InitialSamplingPercentage",)))) and (
            data["InitialSamplingPercentage"] <= 0 and ("EnableCapture" not in data or data["EnableCapture"])
        ):
            out.rule(
                "sampling-zero-with-capture-on",
                (*path, "InitialSamplingPercentage"),
                "data capture is on and samples 0 percent",
                value_at(data, ("InitialSamplingPercentage",)),
                "warning",
            )


def check_explainer_config(data: object, path: Path, out: Report) -> None:
    """Check ExplainerConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ClarifyExplainerConfig" in data:
        known += 1
        value = data["ClarifyExplainerConfig"]
        check_clarify_explainer_config(value, path + ("ClarifyExplainerConfig",), out)
    if known != len(data):
        out.unknown(path, data, {"ClarifyExplainerConfig"})


def check_instance_pool(data: object, path: Path, out: Report) -> None:
    """Check InstancePool; required: InstanceType, Priority."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "InstanceType" in data:
        known += 1
        value = data["InstanceType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "InstanceType"), value, "a string")
        elif value not in PRODUCTION_VARIANT_INSTANCE_TYPE_VALUES:
            out.enum(
                (*path, "InstanceType"), value, PRODUCTION_VARIANT_INSTANCE_TYPE_VALUES, "ProductionVariantInstanceType"
            )
    else:
        out.missing((*path, "InstanceType"))
    if "ModelNameOverride" in data:
        known += 1
        value = data["ModelNameOverride"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelNameOverride"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "ModelNameOverride"), value, len(value), 0, 63)
        elif not MODEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ModelNameOverride"), value, MODEL_NAME_PATTERN)
    if "Priority" in data:
        known += 1
        value = data["Priority"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "Priority"), value, "an integer")
        elif not 1 <= value <= 5:
            out.number((*path, "Priority"), value, 1, 5)
    else:
        out.missing((*path, "Priority"))
    if known != len(data):
        out.unknown(path, data, {"InstanceType", "ModelNameOverride", "Priority"})


def check_metrics_config(data: object, path: Path, out: Report) -> None:
    """Check MetricsConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "EnableEnhancedMetrics" in data:
        known += 1
        value = data["EnableEnhancedMetrics"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableEnhancedMetrics"), value, "a boolean")
    if "EnableDetailedObservability" in data:
        known += 1
        value = data["EnableDetailedObservability"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableDetailedObservability"), value, "a boolean")
    if "MetricPublishFrequencyInSeconds" in data:
        known += 1
        value = data["MetricPublishFrequencyInSeconds"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MetricPublishFrequencyInSeconds"), value, "an integer")
        elif not -2147483648 <= value <= 2147483647:
            out.number((*path, "MetricPublishFrequencyInSeconds"), value, -2147483648, 2147483647)
    if known != len(data):
        out.unknown(
            path, data, {"EnableEnhancedMetrics", "EnableDetailedObservability", "MetricPublishFrequencyInSeconds"}
        )
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


def check_prefix_aware_routing_config(data: object, path: Path, out: Report) -> None:
    """Check PrefixAwareRoutingConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "PrefixLength" in data:
        known += 1
        value = data["PrefixLength"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "PrefixLength"), value, "an integer")
        elif not 1024 <= value <= 65536:
            out.number((*path, "PrefixLength"), value, 1024, 65536)
    if "ConcurrencyThreshold" in data:
        known += 1
        value = data["ConcurrencyThreshold"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ConcurrencyThreshold"), value, "an integer")
        elif not 1 <= value <= 1024:
            out.number((*path, "ConcurrencyThreshold"), value, 1, 1024)
    if known != len(data):
        out.unknown(path, data, {"PrefixLength", "ConcurrencyThreshold"})


def check_production_variant(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariant; required: VariantName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "VariantName" in data:
        known += 1
        value = data["VariantName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "VariantName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "VariantName"), value, len(value), 0, 63)
        elif not VARIANT_NAME_PATTERN.matches(value):
            out.pattern((*path, "VariantName"), value, VARIANT_NAME_PATTERN)
    else:
        out.missing((*path, "VariantName"))
    if "ModelName" in data:
        known += 1
        value = data["ModelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "ModelName"), value, len(value), 0, 63)
        elif not MODEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ModelName"), value, MODEL_NAME_PATTERN)
    if "InitialInstanceCount" in data:
        known += 1
        value = data["InitialInstanceCount"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "InitialInstanceCount"), value, "an integer")
        elif not 1 <= value <= 2147483647:
            out.number((*path, "InitialInstanceCount"), value, 1, 2147483647)
    if "InstanceType" in data:
        known += 1
        value = data["InstanceType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "InstanceType"), value, "a string")
        elif value not in PRODUCTION_VARIANT_INSTANCE_TYPE_VALUES:
            out.enum(
                (*path, "InstanceType"), value, PRODUCTION_VARIANT_INSTANCE_TYPE_VALUES, "ProductionVariantInstanceType"
            )
    if "InstancePools" in data:
        known += 1
        value = data["InstancePools"]
        if not isinstance(value, list):
            out.wrong_type((*path, "InstancePools"), value, "a list")
        else:
            if not 1 <= len(value) <= 5:
                out.items((*path, "InstancePools"), value, len(value), 1, 5)
            for index, item in enumerate(value):
                check_instance_pool(item, path + ("InstancePools", index), out)
    if "VariantInstanceProvisionTimeoutInSeconds" in data:
        known += 1
        value = data["VariantInstanceProvisionTimeoutInSeconds"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "VariantInstanceProvisionTimeoutInSeconds"), value, "an integer")
        elif not 300 <= value <= 3600:
            out.number((*path, "VariantInstanceProvisionTimeoutInSeconds"), value, 300, 3600)
    if "InitialVariantWeight" in data:
        known += 1
        value = data["InitialVariantWeight"]
        if not is_number(value):
            out.wrong_type((*path, "InitialVariantWeight"), value, "a number")
        elif value < 0:
            out.number((*path, "InitialVariantWeight"), value, 0, None)
    if "AcceleratorType" in data:
        known += 1
        value = data["AcceleratorType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "AcceleratorType"), value, "a string")
        elif value not in PRODUCTION_VARIANT_ACCELERATOR_TYPE_VALUES:
            out.enum(
                (*path, "AcceleratorType"),
                value,
                PRODUCTION_VARIANT_ACCELERATOR_TYPE_VALUES,
                "ProductionVariantAcceleratorType",
            )
    if "CoreDumpConfig" in data:
        known += 1
        value = data["CoreDumpConfig"]
        check_production_variant_core_dump_config(value, path + ("CoreDumpConfig",), out)
    if "ServerlessConfig" in data:
        known += 1
        value = data["ServerlessConfig"]
        check_production_variant_serverless_config(value, path + ("ServerlessConfig",), out)
    if "VolumeSizeInGB" in data:
        known += 1
        value = data["VolumeSizeInGB"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "VolumeSizeInGB"), value, "an integer")
        elif not 1 <= value <= 512:
            out.number((*path, "VolumeSizeInGB"), value, 1, 512)
    if "ModelDataDownloadTimeoutInSeconds" in data:
        known += 1
        value = data["ModelDataDownloadTimeoutInSeconds"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ModelDataDownloadTimeoutInSeconds"), value, "an integer")
        elif not 60 <= value <= 3600:
            out.number((*path, "ModelDataDownloadTimeoutInSeconds"), value, 60, 3600)
    if "ContainerStartupHealthCheckTimeoutInSeconds" in data:
        known += 1
        value = data["ContainerStartupHealthCheckTimeoutInSeconds"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ContainerStartupHealthCheckTimeoutInSeconds"), value, "an integer")
        elif not 60 <= value <= 3600:
            out.number((*path, "ContainerStartupHealthCheckTimeoutInSeconds"), value, 60, 3600)
    if "EnableSSMAccess" in data:
        known += 1
        value = data["EnableSSMAccess"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "EnableSSMAccess"), value, "a boolean")
    if "ManagedInstanceScaling" in data:
        known += 1
        value = data["ManagedInstanceScaling"]
        check_production_variant_managed_instance_scaling(value, path + ("ManagedInstanceScaling",), out)
    if "RoutingConfig" in data:
        known += 1
        value = data["RoutingConfig"]
        check_production_variant_routing_config(value, path + ("RoutingConfig",), out)
    if "InferenceAmiVersion" in data:
        known += 1
        value = data["InferenceAmiVersion"]
        if not isinstance(value, str):
            out.wrong_type((*path, "InferenceAmiVersion"), value, "a string")
        elif value not in PRODUCTION_VARIANT_INFERENCE_AMI_VERSION_VALUES:
            out.enum(
                (*path, "InferenceAmiVersion"),
                value,
                PRODUCTION_VARIANT_INFERENCE_AMI_VERSION_VALUES,
                "ProductionVariantInferenceAmiVersion",
            )
    if "CapacityReservationConfig" in data:
        known += 1
        value = data["CapacityReservationConfig"]
        check_production_variant_capacity_reservation_config(value, path + ("CapacityReservationConfig",), out)
    if "AcceleratorPartitionLayouts" in data:
        known += 1
        value = data["AcceleratorPartitionLayouts"]
        if not isinstance(value, list):
            out.wrong_type((*path, "AcceleratorPartitionLayouts"), value, "a list")
        else:
            if not 1 <= len(value) <= 32:
                out.items((*path, "AcceleratorPartitionLayouts"), value, len(value), 1, 32)
            for index, item in enumerate(value):
                check_accelerator_partition_layout(item, path + ("AcceleratorPartitionLayouts", index), out)
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "VariantName",
                "ModelName",
                "InitialInstanceCount",
                "InstanceType",
                "InstancePools",
                "VariantInstanceProvisionTimeoutInSeconds",
                "InitialVariantWeight",
                "AcceleratorType",
                "CoreDumpConfig",
                "ServerlessConfig",
                "VolumeSizeInGB",
                "ModelDataDownloadTimeoutInSeconds",
                "ContainerStartupHealthCheckTimeoutInSeconds",
                "EnableSSMAccess",
                "ManagedInstanceScaling",
                "RoutingConfig",
                "InferenceAmiVersion",
                "CapacityReservationConfig",
                "AcceleratorPartitionLayouts",
            },
        )
    clean = not out.violations
    if "InstanceType" not in data and "InstancePools" not in data and "ServerlessConfig" not in data:
        out.rule(
            "variant-capacity-missing",
            (*path, "InstanceType"),
            "a variant needs InstanceType, InstancePools or ServerlessConfig",
            value_at(data, ("InstanceType",)),
            "error",
        )
    if "ServerlessConfig" in data and (
        "InstanceType" in data or "InstancePools" in data or "InitialInstanceCount" in data
    ):
        out.rule(
            "variant-serverless-xor-instance",
            (*path, "ServerlessConfig"),
            "a serverless variant takes no InstanceType, InstancePools or InitialInstanceCount",
            value_at(data, ("ServerlessConfig",)),
            "error",
        )
    if "ServerlessConfig" in data and (
        "VolumeSizeInGB" in data
        or "ManagedInstanceScaling" in data
        or "CapacityReservationConfig" in data
        or "InferenceAmiVersion" in data
        or "AcceleratorPartitionLayouts" in data
        or "VariantInstanceProvisionTimeoutInSeconds" in data
        or "EnableSSMAccess" in data
    ):
        out.rule(
            "variant-serverless-instance-only-members",
            (*path, "ServerlessConfig"),
            "volume, scaling, reservation, image version, partition, provisioning and SSM settings are for instances, not for a serverless variant",
            value_at(data, ("ServerlessConfig",)),
            "warning",
        )
    if "InstancePools" in data and "InstanceType" in data:
        out.rule(
            "variant-pools-xor-instance-type",
            (*path, "InstancePools"),
            "a variant takes InstancePools or InstanceType, not both",
            value_at(data, ("InstancePools",)),
            "error",
        )
    if "ServerlessConfig" not in data and "InitialInstanceCount" not in data:
        out.rule(
            "variant-initial-count-missing",
            (*path, "InitialInstanceCount"),
            "a variant on instances needs an InitialInstanceCount",
            value_at(data, ("InitialInstanceCount",)),
            "warning" if "ModelName" not in data else "error",
        )
    if (clean or readable(out, path, (("InstancePools", "*", "InstanceType"), ("InstanceType",)))) and (
        "VolumeSizeInGB" in data
        and (
            ("InstanceType" in data and data["InstanceType"].startswith(NO_VOLUME_FAMILIES_PREFIXES))
            or (
                "InstancePools" in data
                and any([p["InstanceType"].startswith(NO_VOLUME_FAMILIES_PREFIXES) for p in data["InstancePools"]])
            )
        )
    ):
        out.rule(
            "volume-size-local-storage",
            (*path, "VolumeSizeInGB"),
            "VolumeSizeInGB is refused for instance types that bring their own storage",
            value_at(data, ("VolumeSizeInGB",)),
            "error",
        )
    if "AcceleratorType" in data:
        out.rule(
            "accelerator-type-retired",
            (*path, "AcceleratorType"),
            "AcceleratorType belongs to Elastic Inference, which has been retired",
            value_at(data, ("AcceleratorType",)),
            "warning",
        )
    if (clean or readable(out, path, (("ManagedInstanceScaling", "MinInstanceCount"),))) and (
        "ManagedInstanceScaling" in data
        and "ModelName" in data
        and (
            "MinInstanceCount" not in data["ManagedInstanceScaling"]
            or data["ManagedInstanceScaling"]["MinInstanceCount"] != 0
        )
    ):
        out.rule(
            "managed-scaling-needs-inference-components",
            (*path, "ManagedInstanceScaling"),
            "ManagedInstanceScaling is for inference components, so the variant takes no ModelName",
            value_at(data, ("ManagedInstanceScaling",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("ManagedInstanceScaling", "MinInstanceCount"),)))
        and "ManagedInstanceScaling" in data
        and "MinInstanceCount" in data["ManagedInstanceScaling"]
        and "ModelName" in data
        and data["ManagedInstanceScaling"]["MinInstanceCount"] == 0
    ):
        out.rule(
            "managed-scaling-zero-needs-inference-components",
            (*path, "ManagedInstanceScaling", "MinInstanceCount"),
            "only an endpoint of inference components can scale in to zero instances",
            value_at(data, ("ManagedInstanceScaling", "MinInstanceCount")),
            "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("InitialInstanceCount",),
                ("ManagedInstanceScaling", "MaxInstanceCount"),
                ("ManagedInstanceScaling", "MinInstanceCount"),
            ),
        )
    ) and (
        "InitialInstanceCount" in data
        and "ManagedInstanceScaling" in data
        and (
            (
                "MinInstanceCount" in data["ManagedInstanceScaling"]
                and data["InitialInstanceCount"] < data["ManagedInstanceScaling"]["MinInstanceCount"]
            )
            or (
                "MaxInstanceCount" in data["ManagedInstanceScaling"]
                and data["InitialInstanceCount"] > data["ManagedInstanceScaling"]["MaxInstanceCount"]
            )
        )
    ):
        out.rule(
            "managed-scaling-initial-in-range",
            (*path, "InitialInstanceCount"),
            "InitialInstanceCount should lie between MinInstanceCount and MaxInstanceCount",
            value_at(data, ("InitialInstanceCount",)),
            "warning",
        )
    if (
        (clean or readable(out, path, (("CapacityReservationConfig",),)))
        and "CapacityReservationConfig" in data
        and "MlReservationArn" in data["CapacityReservationConfig"]
        and "InstanceType" not in data
    ):
        out.rule(
            "reservation-needs-instance-type",
            (*path, "InstanceType"),
            "a variant on reserved capacity should name the InstanceType of its training plan",
            value_at(data, ("InstanceType",)),
            "warning",
        )
    if (
        (clean or readable(out, path, (("AcceleratorPartitionLayouts",),)))
        and "AcceleratorPartitionLayouts" in data
        and len(data["AcceleratorPartitionLayouts"]) != 1
    ):
        out.rule(
            "partition-layout-exactly-one",
            (*path, "AcceleratorPartitionLayouts"),
            "a variant must have exactly one accelerator partition layout",
            value_at(data, ("AcceleratorPartitionLayouts",)),
            "error",
        )
    if "AcceleratorPartitionLayouts" in data and "ModelName" in data:
        out.rule(
            "partition-layout-needs-inference-components",
            (*path, "AcceleratorPartitionLayouts"),
            "accelerator partitions are for inference components, so the variant takes no ModelName",
            value_at(data, ("AcceleratorPartitionLayouts",)),
            "warning",
        )
    if (
        clean
        or readable(out, path, (("InferenceAmiVersion",), ("InstancePools", "*", "InstanceType"), ("InstanceType",)))
    ) and (
        "InferenceAmiVersion" in data
        and (
            (
                "-gpu-" in data["InferenceAmiVersion"]
                and (
                    ("InstanceType" in data and not data["InstanceType"].startswith(NVIDIA_GPU_FAMILIES_PREFIXES))
                    or (
                        "InstancePools" in data
                        and any(
                            [
                                not p["InstanceType"].startswith(NVIDIA_GPU_FAMILIES_PREFIXES)
                                for p in data["InstancePools"]
                            ]
                        )
                    )
                )
            )
            or (
                "-neuron-" in data["InferenceAmiVersion"]
                and (
                    ("InstanceType" in data and not data["InstanceType"].startswith(NEURON_FAMILIES_PREFIXES))
                    or (
                        "InstancePools" in data
                        and any(
                            [not p["InstanceType"].startswith(NEURON_FAMILIES_PREFIXES) for p in data["InstancePools"]]
                        )
                    )
                )
            )
        )
    ):
        out.rule(
            "ami-accelerator-mismatch",
            (*path, "InferenceAmiVersion"),
            "InferenceAmiVersion is made for another accelerator than the instance type has",
            value_at(data, ("InferenceAmiVersion",)),
            "warning",
        )
    if out.profile == "pedantic":
        if (
            (clean or readable(out, path, (("EnableSSMAccess",),)))
            and "EnableSSMAccess" in data
            and data["EnableSSMAccess"]
        ):
            out.rule(
                "ssm-not-for-production",
                (*path, "EnableSSMAccess"),
                "EnableSSMAccess opens a shell into the containers, which is meant for tests and not for production",
                value_at(data, ("EnableSSMAccess",)),
                "warning",
            )
        if (
            (clean or readable(out, path, (("InstancePools",),)))
            and "InstancePools" in data
            and len(data["InstancePools"]) < 2
        ):
            out.rule(
                "instance-pools-min-two",
                (*path, "InstancePools"),
                "InstancePools should offer at least two pools",
                value_at(data, ("InstancePools",)),
                "warning",
            )
        if clean or readable(out, path, (("InstancePools", "*", "Priority"),)):
            if "InstancePools" in data:
                if not all_distinct([p["Priority"] for p in data["InstancePools"]]):
                    for i in duplicates((i, p["Priority"]) for i, p in enumerate(data["InstancePools"])):
                        out.rule(
                            "instance-pools-priority-unique",
                            (*path, "InstancePools", i, "Priority"),
                            "two instance pools share a priority",
                            value_at(data, ("InstancePools", i, "Priority")),
                            "warning",
                        )
        if clean or readable(out, path, (("InstancePools", "*", "InstanceType"),)):
            if "InstancePools" in data:
                if not all_distinct([p["InstanceType"] for p in data["InstancePools"]]):
                    for i in duplicates((i, p["InstanceType"]) for i, p in enumerate(data["InstancePools"])):
                        out.rule(
                            "instance-pools-type-unique",
                            (*path, "InstancePools", i, "InstanceType"),
                            "two instance pools are of the same instance type",
                            value_at(data, ("InstancePools", i, "InstanceType")),
                            "warning",
                        )
        if (
            (clean or readable(out, path, (("RoutingConfig", "RoutingStrategy"),)))
            and "InstancePools" in data
            and "RoutingConfig" in data
            and data["RoutingConfig"]["RoutingStrategy"] != "LEAST_OUTSTANDING_REQUESTS"
        ):
            out.rule(
                "instance-pools-lor-routing",
                (*path, "RoutingConfig", "RoutingStrategy"),
                "instance pools should be balanced by RoutingStrategy LEAST_OUTSTANDING_REQUESTS",
                value_at(data, ("RoutingConfig", "RoutingStrategy")),
                "warning",
            )
        if "VariantInstanceProvisionTimeoutInSeconds" in data and "InstancePools" not in data:
            out.rule(
                "provision-timeout-without-pools",
                (*path, "VariantInstanceProvisionTimeoutInSeconds"),
                "VariantInstanceProvisionTimeoutInSeconds may have no effect without InstancePools",
                value_at(data, ("VariantInstanceProvisionTimeoutInSeconds",)),
                "warning",
            )


def check_production_variant_capacity_reservation_config(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantCapacityReservationConfig."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "CapacityReservationPreference" in data:
        known += 1
        value = data["CapacityReservationPreference"]
        if not isinstance(value, str):
            out.wrong_type((*path, "CapacityReservationPreference"), value, "a string")
        elif value not in CAPACITY_RESERVATION_PREFERENCE_VALUES:
            out.enum(
                (*path, "CapacityReservationPreference"),
                value,
                CAPACITY_RESERVATION_PREFERENCE_VALUES,
                "CapacityReservationPreference",
            )
    if "MlReservationArn" in data:
        known += 1
        value = data["MlReservationArn"]
        if not isinstance(value, str):
            out.wrong_type((*path, "MlReservationArn"), value, "a string")
        elif not 20 <= len(value) <= 258:
            out.length((*path, "MlReservationArn"), value, len(value), 20, 258)
        elif not ML_RESERVATION_ARN_PATTERN.matches(value):
            out.pattern((*path, "MlReservationArn"), value, ML_RESERVATION_ARN_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"CapacityReservationPreference", "MlReservationArn"})
    clean = not out.violations
    if "CapacityReservationPreference" in data and "MlReservationArn" not in data:
        out.rule(
            "reservation-preference-without-arn",
            (*path, "MlReservationArn"),
            "a preference for reserved capacity needs the reservation's MlReservationArn",
            value_at(data, ("MlReservationArn",)),
            "warning",
        )


def check_production_variant_core_dump_config(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantCoreDumpConfig; required: DestinationS3Uri."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "DestinationS3Uri" in data:
        known += 1
        value = data["DestinationS3Uri"]
        if not isinstance(value, str):
            out.wrong_type((*path, "DestinationS3Uri"), value, "a string")
        elif len(value) > 512:
            out.length((*path, "DestinationS3Uri"), value, len(value), 0, 512)
        elif not DESTINATION_S3_URI_PATTERN.matches(value):
            out.pattern((*path, "DestinationS3Uri"), value, DESTINATION_S3_URI_PATTERN)
    else:
        out.missing((*path, "DestinationS3Uri"))
    if "KmsKeyId" in data:
        known += 1
        value = data["KmsKeyId"]
        if not isinstance(value, str):
            out.wrong_type((*path, "KmsKeyId"), value, "a string")
        elif len(value) > 2048:
            out.length((*path, "KmsKeyId"), value, len(value), 0, 2048)
        elif not KMS_KEY_ID_PATTERN.matches(value):
            out.pattern((*path, "KmsKeyId"), value, KMS_KEY_ID_PATTERN)
    if known != len(data):
        out.unknown(path, data, {"DestinationS3Uri", "KmsKeyId"})


def check_production_variant_managed_instance_scaling(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantManagedInstanceScaling."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "Status" in data:
        known += 1
        value = data["Status"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Status"), value, "a string")
        elif value not in MANAGED_INSTANCE_SCALING_STATUS_VALUES:
            out.enum((*path, "Status"), value, MANAGED_INSTANCE_SCALING_STATUS_VALUES, "ManagedInstanceScalingStatus")
    if "MinInstanceCount" in data:
        known += 1
        value = data["MinInstanceCount"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MinInstanceCount"), value, "an integer")
        elif not 0 <= value <= 2147483647:
            out.number((*path, "MinInstanceCount"), value, 0, 2147483647)
    if "MaxInstanceCount" in data:
        known += 1
        value = data["MaxInstanceCount"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxInstanceCount"), value, "an integer")
        elif not 1 <= value <= 2147483647:
            out.number((*path, "MaxInstanceCount"), value, 1, 2147483647)
    if "ScaleInPolicy" in data:
        known += 1
        value = data["ScaleInPolicy"]
        check_production_variant_managed_instance_scaling_scale_in_policy(value, path + ("ScaleInPolicy",), out)
    if known != len(data):
        out.unknown(path, data, {"Status", "MinInstanceCount", "MaxInstanceCount", "ScaleInPolicy"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("MaxInstanceCount",), ("MinInstanceCount",))))
        and "MinInstanceCount" in data
        and "MaxInstanceCount" in data
        and data["MinInstanceCount"] > data["MaxInstanceCount"]
    ):
        out.rule(
            "managed-scaling-min-le-max",
            (*path, "MinInstanceCount"),
            "MinInstanceCount must be at most MaxInstanceCount",
            value_at(data, ("MinInstanceCount",)),
            "error",
        )


def check_production_variant_managed_instance_scaling_scale_in_policy(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantManagedInstanceScalingScaleInPolicy; required: Strategy."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "Strategy" in data:
        known += 1
        value = data["Strategy"]
        if not isinstance(value, str):
            out.wrong_type((*path, "Strategy"), value, "a string")
        elif value not in MANAGED_INSTANCE_SCALING_SCALE_IN_STRATEGY_VALUES:
            out.enum(
                (*path, "Strategy"),
                value,
                MANAGED_INSTANCE_SCALING_SCALE_IN_STRATEGY_VALUES,
                "ManagedInstanceScalingScaleInStrategy",
            )
    else:
        out.missing((*path, "Strategy"))
    if "MaximumStepSize" in data:
        known += 1
        value = data["MaximumStepSize"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaximumStepSize"), value, "an integer")
        elif not 1 <= value <= 100:
            out.number((*path, "MaximumStepSize"), value, 1, 100)
    if "CooldownInMinutes" in data:
        known += 1
        value = data["CooldownInMinutes"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "CooldownInMinutes"), value, "an integer")
        elif not 5 <= value <= 1440:
            out.number((*path, "CooldownInMinutes"), value, 5, 1440)
    if known != len(data):
        out.unknown(path, data, {"Strategy", "MaximumStepSize", "CooldownInMinutes"})
    clean = not out.violations
    if (clean or readable(out, path, (("Strategy",),))) and (
        ("MaximumStepSize" in data or "CooldownInMinutes" in data) and data["Strategy"] != "CONSOLIDATION"
    ):
        out.rule(
            "managed-scaling-consolidation-settings",
            (*path, "Strategy"),
            "MaximumStepSize and CooldownInMinutes apply to the strategy CONSOLIDATION only",
            value_at(data, ("Strategy",)),
            "warning",
        )


def check_production_variant_routing_config(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantRoutingConfig; required: RoutingStrategy."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "RoutingStrategy" in data:
        known += 1
        value = data["RoutingStrategy"]
        if not isinstance(value, str):
            out.wrong_type((*path, "RoutingStrategy"), value, "a string")
        elif value not in ROUTING_STRATEGY_VALUES:
            out.enum((*path, "RoutingStrategy"), value, ROUTING_STRATEGY_VALUES, "RoutingStrategy")
    else:
        out.missing((*path, "RoutingStrategy"))
    if "PrefixAwareRoutingConfig" in data:
        known += 1
        value = data["PrefixAwareRoutingConfig"]
        check_prefix_aware_routing_config(value, path + ("PrefixAwareRoutingConfig",), out)
    if known != len(data):
        out.unknown(path, data, {"RoutingStrategy", "PrefixAwareRoutingConfig"})
    clean = not out.violations
    if (
        (clean or readable(out, path, (("RoutingStrategy",),)))
        and "PrefixAwareRoutingConfig" in data
        and data["RoutingStrategy"] != "PREFIX_AWARE"
    ):
        out.rule(
            "prefix-routing-config-only-prefix-aware",
            (*path, "PrefixAwareRoutingConfig"),
            "PrefixAwareRoutingConfig requires RoutingStrategy PREFIX_AWARE",
            value_at(data, ("PrefixAwareRoutingConfig",)),
            "error",
        )
    if (clean or readable(out, path, (("PrefixAwareRoutingConfig",), ("RoutingStrategy",)))) and (
        (
            "PrefixAwareRoutingConfig" not in data
            or "PrefixLength" not in data["PrefixAwareRoutingConfig"]
            or "ConcurrencyThreshold" not in data["PrefixAwareRoutingConfig"]
        )
        and data["RoutingStrategy"] == "PREFIX_AWARE"
    ):
        out.rule(
            "prefix-routing-config-required",
            (*path, "PrefixAwareRoutingConfig"),
            "RoutingStrategy PREFIX_AWARE needs PrefixLength and ConcurrencyThreshold",
            value_at(data, ("PrefixAwareRoutingConfig",)),
            "error",
        )
    if (clean or readable(out, path, (("RoutingStrategy",),))) and data["RoutingStrategy"] == "KV_AWARE":
        out.rule(
            "kv-aware-routing-container",
            (*path, "RoutingStrategy"),
            "RoutingStrategy KV_AWARE works with supported containers only",
            value_at(data, ("RoutingStrategy",)),
            "warning",
        )


def check_production_variant_serverless_config(data: object, path: Path, out: Report) -> None:
    """Check ProductionVariantServerlessConfig; required: MemorySizeInMB, MaxConcurrency."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "MemorySizeInMB" in data:
        known += 1
        value = data["MemorySizeInMB"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MemorySizeInMB"), value, "an integer")
        elif not 1024 <= value <= 6144:
            out.number((*path, "MemorySizeInMB"), value, 1024, 6144)
    else:
        out.missing((*path, "MemorySizeInMB"))
    if "MaxConcurrency" in data:
        known += 1
        value = data["MaxConcurrency"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "MaxConcurrency"), value, "an integer")
        elif not 1 <= value <= 200:
            out.number((*path, "MaxConcurrency"), value, 1, 200)
    else:
        out.missing((*path, "MaxConcurrency"))
    if "ProvisionedConcurrency" in data:
        known += 1
        value = data["ProvisionedConcurrency"]
        if type(value) is not int and (not isinstance(value, int) or isinstance(value, bool)):
            out.wrong_type((*path, "ProvisionedConcurrency"), value, "an integer")
        elif not 1 <= value <= 200:
            out.number((*path, "ProvisionedConcurrency"), value, 1, 200)
    if known != len(data):
        out.unknown(path, data, {"MemorySizeInMB", "MaxConcurrency", "ProvisionedConcurrency"})
    clean = not out.violations
    if (clean or readable(out, path, (("MemorySizeInMB",),))) and data["MemorySizeInMB"] % 1024 != 0:
        out.rule(
            "serverless-memory-step",
            (*path, "MemorySizeInMB"),
            "MemorySizeInMB must be a multiple of 1024",
            value_at(data, ("MemorySizeInMB",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("MaxConcurrency",), ("ProvisionedConcurrency",))))
        and "ProvisionedConcurrency" in data
        and data["ProvisionedConcurrency"] > data["MaxConcurrency"]
    ):
        out.rule(
            "serverless-provisioned-le-max",
            (*path, "ProvisionedConcurrency"),
            "ProvisionedConcurrency must be at most MaxConcurrency",
            value_at(data, ("ProvisionedConcurrency",)),
            "error",
        )
