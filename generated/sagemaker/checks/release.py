"""Rules across the requests of a release, a function for each operation that they guard."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import ceil_div, lower_ascii, readable, value_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..._runtime.wire.release import Requests
    from ..._runtime.wire.violations import Path, Report


def release_create_endpoint(data: dict[Any, Any], path: Path, out: Report, requests: Requests) -> None:
    """Rules that a CreateEndpoint request has to keep with the rest of its release."""
    clean = not out.violations
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InitialInstanceCount"),
            ("UpdateEndpoint", "*", "ExcludeRetainedVariantProperties", "*", "VariantPropertyType"),
            ("UpdateEndpoint", "*", "RetainAllVariantProperties"),
        )
    )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Type"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    ("EndpointConfigName",),
                    ("EndpointName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "CanarySize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "CANARY"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["CanarySize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and 2
                * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["CanarySize"][
                    "Value"
                ]
                > v["InitialInstanceCount"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "canary-count-max",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
            "a canary may take at most half of the instances of every production variant",
            value_at(
                data,
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
            ),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Type"),
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Value"),
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                ("EndpointConfigName",),
                ("EndpointName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "LinearStepSize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "LINEAR"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and (
                    10
                    * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                        "LinearStepSize"
                    ]["Value"]
                    < v["InitialInstanceCount"]
                    or 2
                    * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                        "LinearStepSize"
                    ]["Value"]
                    > v["InitialInstanceCount"]
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "linear-count-range",
            (
                *path,
                "DeploymentConfig",
                "BlueGreenUpdatePolicy",
                "TrafficRoutingConfiguration",
                "LinearStepSize",
                "Value",
            ),
            "a linear step must move a tenth to a half of the instances of every production variant",
            value_at(
                data,
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Value"),
            ),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Type"),
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
                ("EndpointConfigName",),
                ("EndpointName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and (
                    20 * data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"]
                    < v["InitialInstanceCount"]
                    or 2 * data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"]
                    > v["InitialInstanceCount"]
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rolling-count-range",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
            "a rolling batch must take a twentieth to a half of the instances of every production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value")),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    release, earlier = requests.view(
        (("CreateEndpointConfig", "*", "ProductionVariants", "*", "InitialInstanceCount"),)
    )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Type"),
                ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value"),
                ("EndpointConfigName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and "RollbackMaximumBatchSize" in data["DeploymentConfig"]["RollingUpdatePolicy"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["RollbackMaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and not any(
            [
                "InitialInstanceCount" not in v
                or data["DeploymentConfig"]["RollingUpdatePolicy"]["RollbackMaximumBatchSize"]["Value"]
                <= v["InitialInstanceCount"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rollback-count-exceeds-fleet",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value"),
            "the rollback batch is larger than any production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value")),
            "warning",
        )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TerminationWaitInSeconds"),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "LinearStepSize",
                        "Type",
                    ),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "LinearStepSize",
                        "Value",
                    ),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "WaitIntervalInSeconds",
                    ),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "LinearStepSize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "LINEAR"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                <= data["DeploymentConfig"]["BlueGreenUpdatePolicy"].get("TerminationWaitInSeconds", 0)
                + ceil_div(
                    v["InitialInstanceCount"],
                    data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"][
                        "Value"
                    ],
                )
                * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                    "WaitIntervalInSeconds"
                ]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "linear-timeout-exceeds-total-waits-by-count",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
            "MaximumExecutionTimeoutInSeconds should exceed TerminationWaitInSeconds plus one WaitIntervalInSeconds per step through the fleet",
            value_at(data, ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds")),
            "warning",
        )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Type"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "WaitIntervalInSeconds"),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["RollingUpdatePolicy"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                <= ceil_div(
                    v["InitialInstanceCount"],
                    data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"],
                )
                * data["DeploymentConfig"]["RollingUpdatePolicy"]["WaitIntervalInSeconds"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rolling-timeout-exceeds-total-bakes-by-count",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
            "MaximumExecutionTimeoutInSeconds should exceed one WaitIntervalInSeconds per rolling batch of the fleet",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds")),
            "warning",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InstancePools", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*", "InstancePools", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*", "InstanceType"),
        )
    )
    if (clean or readable(out, path, (("EndpointConfigName",),))) and (
        "DeploymentConfig" in data
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and (
            any(
                [
                    ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                    or (
                        "InstancePools" in v
                        and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                    )
                    for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in release["CreateEndpointConfig"][data["EndpointConfigName"]]
                and any(
                    [
                        ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                        or (
                            "InstancePools" in v
                            and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                        )
                        for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "guardrails-ignored-inf1",
            (*path, "DeploymentConfig"),
            "an endpoint on Inf1 instances ignores DeploymentConfig and is replaced all at once",
            value_at(data, ("DeploymentConfig",)),
            "warning",
        )
    release, earlier = requests.view((("CreateEndpointConfig", "*", "ProductionVariants", "*"),))
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] != "ALL_AT_ONCE"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "ServerlessConfig" in v
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "guardrails-ignored-serverless",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
            "a serverless endpoint ignores the traffic routing and is replaced all at once",
            value_at(data, ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type")),
            "warning",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*"),
        )
    )
    if (clean or readable(out, path, (("DeploymentConfig",), ("EndpointConfigName",)))) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and (
            any(
                [
                    "ServerlessConfig" in v
                    for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in release["CreateEndpointConfig"][data["EndpointConfigName"]]
                and any(
                    [
                        "ServerlessConfig" in v
                        for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "rolling-no-serverless",
            (*path, "DeploymentConfig", "RollingUpdatePolicy"),
            "a serverless endpoint cannot be updated by a RollingUpdatePolicy",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy")),
            "error",
        )
    release, earlier = requests.view((("CreateEndpointConfig", "*", "ProductionVariants"),))
    if (
        (clean or readable(out, path, (("DeploymentConfig",), ("EndpointConfigName",))))
        and "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and len(release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]) != 1
    ):
        out.rule(
            "rolling-single-variant",
            (*path, "DeploymentConfig", "RollingUpdatePolicy"),
            "a RollingUpdatePolicy needs an endpoint of one production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy")),
            "error",
        )
    release, earlier = requests.view(())
    if (clean or readable(out, path, (("EndpointName",),))) and lower_ascii(data["EndpointName"]) in earlier[
        "CreateEndpoint"
    ]:
        out.rule(
            "endpoint-name-unique-ignoring-case",
            (*path, "EndpointName"),
            "endpoint names must be unique regardless of upper and lower case",
            value_at(data, ("EndpointName",)),
            "error",
        )
    if (
        (clean or readable(out, path, (("EndpointConfigName",),)))
        and release["CreateEndpointConfig"]
        and data["EndpointConfigName"] not in release["CreateEndpointConfig"]
    ):
        out.rule(
            "endpoint-config-not-in-set",
            (*path, "EndpointConfigName"),
            "the endpoint configuration is not among those of this release",
            value_at(data, ("EndpointConfigName",)),
            "warning",
        )
    release, earlier = requests.view(
        (("CreateEndpointConfig", "*", "ProductionVariants", "*", "ContainerStartupHealthCheckTimeoutInSeconds"),)
    )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                ("EndpointConfigName",),
            ),
        )
    ) and (
        data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "ContainerStartupHealthCheckTimeoutInSeconds" in v
                and (
                    (
                        "DeploymentConfig" in data
                        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
                        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
                        and v["ContainerStartupHealthCheckTimeoutInSeconds"]
                        > data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                    )
                    or (
                        "DeploymentConfig" in data
                        and "RollingUpdatePolicy" in data["DeploymentConfig"]
                        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["RollingUpdatePolicy"]
                        and v["ContainerStartupHealthCheckTimeoutInSeconds"]
                        > data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                    )
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "container-startup-timeout-vs-deployment-timeout",
            (*path, "DeploymentConfig"),
            "a container may take longer to start than the deployment may take altogether",
            value_at(data, ("DeploymentConfig",)),
            "warning",
        )


def release_create_endpoint_config(data: dict[Any, Any], path: Path, out: Report, requests: Requests) -> None:
    """Rules that a CreateEndpointConfig request has to keep with the rest of its release."""
    clean = not out.violations
    release, earlier = requests.view(
        (
            ("CreateModel", "*", "Containers", "*", "ImageConfig", "RepositoryAccessMode"),
            ("CreateModel", "*", "Containers", "*", "Mode"),
            ("CreateModel", "*", "EnableNetworkIsolation"),
            ("CreateModel", "*", "PrimaryContainer", "ImageConfig", "RepositoryAccessMode"),
            ("CreateModel", "*", "PrimaryContainer", "Mode"),
        )
    )
    if clean or readable(out, path, (("ProductionVariants", "*", "ModelName"),)):
        for i, v in enumerate(data["ProductionVariants"]):
            if (
                "ServerlessConfig" in v
                and "ModelName" in v
                and v["ModelName"] in release["CreateModel"]
                and (
                    "VpcConfig" in release["CreateModel"][v["ModelName"]]
                    or (
                        "EnableNetworkIsolation" in release["CreateModel"][v["ModelName"]]
                        and release["CreateModel"][v["ModelName"]]["EnableNetworkIsolation"]
                    )
                    or (
                        "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                        and (
                            (
                                "Mode" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                                and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["Mode"] == "MultiModel"
                            )
                            or (
                                "ImageConfig" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                                and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["ImageConfig"][
                                    "RepositoryAccessMode"
                                ]
                                == "Vpc"
                            )
                        )
                    )
                    or (
                        "Containers" in release["CreateModel"][v["ModelName"]]
                        and (
                            len(release["CreateModel"][v["ModelName"]]["Containers"]) > 1
                            or any(
                                [
                                    ("Mode" in c and c["Mode"] == "MultiModel")
                                    or ("ImageConfig" in c and c["ImageConfig"]["RepositoryAccessMode"] == "Vpc")
                                    for c in release["CreateModel"][v["ModelName"]]["Containers"]
                                ]
                            )
                        )
                    )
                )
            ):
                out.rule(
                    "serverless-model-exclusions",
                    (*path, "ProductionVariants", i, "ModelName"),
                    "a serverless variant needs a model of one single-model container from ECR, without VPC or network isolation",
                    value_at(data, ("ProductionVariants", i, "ModelName")),
                    "error",
                )
    release, earlier = requests.view(
        (("CreateModel", "*", "Containers", "*"), ("CreateModel", "*", "PrimaryContainer"))
    )
    if clean or readable(out, path, (("ProductionVariants", "*", "ModelName"),)):
        for i, v in enumerate(data["ProductionVariants"]):
            if (
                "ServerlessConfig" in v
                and "ModelName" in v
                and v["ModelName"] in release["CreateModel"]
                and (
                    (
                        "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                        and "ModelDataSource" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                    )
                    or (
                        "Containers" in release["CreateModel"][v["ModelName"]]
                        and any(["ModelDataSource" in c for c in release["CreateModel"][v["ModelName"]]["Containers"]])
                    )
                )
            ):
                out.rule(
                    "serverless-no-model-data-source",
                    (*path, "ProductionVariants", i, "ModelName"),
                    "the model of a serverless variant cannot use ModelDataSource",
                    value_at(data, ("ProductionVariants", i, "ModelName")),
                    "error",
                )
    release, earlier = requests.view(
        (("CreateModel", "*", "Containers", "*", "Mode"), ("CreateModel", "*", "PrimaryContainer", "Mode"))
    )
    if (
        clean
        or readable(
            out, path, (("ProductionVariants", "*", "ModelName"), ("ShadowProductionVariants", "*", "ModelName"))
        )
    ) and (
        "ShadowProductionVariants" in data
        and data["ShadowProductionVariants"]
        and (
            any(
                [
                    "ModelName" in v
                    and v["ModelName"] in release["CreateModel"]
                    and (
                        (
                            "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                            and "Mode" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                            and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["Mode"] == "MultiModel"
                        )
                        or (
                            "Containers" in release["CreateModel"][v["ModelName"]]
                            and (
                                len(release["CreateModel"][v["ModelName"]]["Containers"]) > 1
                                or any(
                                    [
                                        "Mode" in c and c["Mode"] == "MultiModel"
                                        for c in release["CreateModel"][v["ModelName"]]["Containers"]
                                    ]
                                )
                            )
                        )
                    )
                    for v in data["ProductionVariants"]
                ]
            )
            or any(
                [
                    "ModelName" in v
                    and v["ModelName"] in release["CreateModel"]
                    and (
                        (
                            "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                            and "Mode" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                            and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["Mode"] == "MultiModel"
                        )
                        or (
                            "Containers" in release["CreateModel"][v["ModelName"]]
                            and (
                                len(release["CreateModel"][v["ModelName"]]["Containers"]) > 1
                                or any(
                                    [
                                        "Mode" in c and c["Mode"] == "MultiModel"
                                        for c in release["CreateModel"][v["ModelName"]]["Containers"]
                                    ]
                                )
                            )
                        )
                    )
                    for v in data["ShadowProductionVariants"]
                ]
            )
        )
    ):
        out.rule(
            "shadow-unsupported-models",
            (*path, "ShadowProductionVariants"),
            "a shadow test can run only models of a single container and a single model",
            value_at(data, ("ShadowProductionVariants",)),
            "error",
        )
    if clean or readable(out, path, (("ProductionVariants", "*", "ModelName"),)):
        if "AsyncInferenceConfig" in data:
            for i, v in enumerate(data["ProductionVariants"]):
                if (
                    "ModelName" in v
                    and v["ModelName"] in release["CreateModel"]
                    and (
                        (
                            "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                            and "Mode" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                            and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["Mode"] == "MultiModel"
                        )
                        or (
                            "Containers" in release["CreateModel"][v["ModelName"]]
                            and (
                                len(release["CreateModel"][v["ModelName"]]["Containers"]) > 1
                                or any(
                                    [
                                        "Mode" in c and c["Mode"] == "MultiModel"
                                        for c in release["CreateModel"][v["ModelName"]]["Containers"]
                                    ]
                                )
                            )
                        )
                    )
                ):
                    out.rule(
                        "async-model-exclusions",
                        (*path, "ProductionVariants", i, "ModelName"),
                        "asynchronous inference is supported for models of a single container and a single model only",
                        value_at(data, ("ProductionVariants", i, "ModelName")),
                        "warning",
                    )
    if clean or readable(out, path, (("DataCaptureConfig", "EnableCapture"), ("ProductionVariants", "*", "ModelName"))):
        if "DataCaptureConfig" in data and (
            "EnableCapture" not in data["DataCaptureConfig"] or data["DataCaptureConfig"]["EnableCapture"]
        ):
            for i, v in enumerate(data["ProductionVariants"]):
                if (
                    "ModelName" in v
                    and v["ModelName"] in release["CreateModel"]
                    and (
                        (
                            "PrimaryContainer" in release["CreateModel"][v["ModelName"]]
                            and "Mode" in release["CreateModel"][v["ModelName"]]["PrimaryContainer"]
                            and release["CreateModel"][v["ModelName"]]["PrimaryContainer"]["Mode"] == "MultiModel"
                        )
                        or (
                            "Containers" in release["CreateModel"][v["ModelName"]]
                            and (
                                len(release["CreateModel"][v["ModelName"]]["Containers"]) > 1
                                or any(
                                    [
                                        "Mode" in c and c["Mode"] == "MultiModel"
                                        for c in release["CreateModel"][v["ModelName"]]["Containers"]
                                    ]
                                )
                            )
                        )
                    )
                ):
                    out.rule(
                        "data-capture-multi-model",
                        (*path, "ProductionVariants", i, "ModelName"),
                        "data capture is supported for models of a single container and a single model only",
                        value_at(data, ("ProductionVariants", i, "ModelName")),
                        "warning",
                    )
    release, earlier = requests.view((("CreateModel", "*", "EnableNetworkIsolation"),))
    if clean or readable(
        out,
        path,
        (
            ("EnableNetworkIsolation",),
            ("ProductionVariants", "*", "EnableSSMAccess"),
            ("ProductionVariants", "*", "ModelName"),
        ),
    ):
        for i, v in enumerate(data["ProductionVariants"]):
            if (
                "EnableSSMAccess" in v
                and v["EnableSSMAccess"]
                and (
                    ("EnableNetworkIsolation" in data and data["EnableNetworkIsolation"])
                    or (
                        "ModelName" in v
                        and v["ModelName"] in release["CreateModel"]
                        and "EnableNetworkIsolation" in release["CreateModel"][v["ModelName"]]
                        and release["CreateModel"][v["ModelName"]]["EnableNetworkIsolation"]
                    )
                )
            ):
                out.rule(
                    "ssm-blocked-by-isolation",
                    (*path, "ProductionVariants", i, "EnableSSMAccess"),
                    "EnableSSMAccess has no effect on containers under network isolation",
                    value_at(data, ("ProductionVariants", i, "EnableSSMAccess")),
                    "warning",
                )
    release, earlier = requests.view(())
    if clean or readable(
        out,
        path,
        (
            ("ProductionVariants", "*", "InstancePools", "*", "ModelNameOverride"),
            ("ProductionVariants", "*", "ModelName"),
        ),
    ):
        if release["CreateModel"]:
            for i, v in enumerate(data["ProductionVariants"]):
                if ("ModelName" in v and v["ModelName"] not in release["CreateModel"]) or (
                    "InstancePools" in v
                    and any(
                        [
                            "ModelNameOverride" in p and p["ModelNameOverride"] not in release["CreateModel"]
                            for p in v["InstancePools"]
                        ]
                    )
                ):
                    out.rule(
                        "config-model-not-in-set",
                        (*path, "ProductionVariants", i, "ModelName"),
                        "the variant names a model that is not among the models of this release",
                        value_at(data, ("ProductionVariants", i, "ModelName")),
                        "warning",
                    )
    if clean or readable(
        out,
        path,
        (
            ("ShadowProductionVariants", "*", "InstancePools", "*", "ModelNameOverride"),
            ("ShadowProductionVariants", "*", "ModelName"),
        ),
    ):
        if "ShadowProductionVariants" in data and release["CreateModel"]:
            for i, v in enumerate(data["ShadowProductionVariants"]):
                if ("ModelName" in v and v["ModelName"] not in release["CreateModel"]) or (
                    "InstancePools" in v
                    and any(
                        [
                            "ModelNameOverride" in p and p["ModelNameOverride"] not in release["CreateModel"]
                            for p in v["InstancePools"]
                        ]
                    )
                ):
                    out.rule(
                        "config-shadow-model-not-in-set",
                        (*path, "ShadowProductionVariants", i, "ModelName"),
                        "the shadow variant names a model that is not among the models of this release",
                        value_at(data, ("ShadowProductionVariants", i, "ModelName")),
                        "warning",
                    )


def release_update_endpoint(data: dict[Any, Any], path: Path, out: Report, requests: Requests) -> None:
    """Rules that a UpdateEndpoint request has to keep with the rest of its release."""
    clean = not out.violations
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InitialInstanceCount"),
            ("UpdateEndpoint", "*", "ExcludeRetainedVariantProperties", "*", "VariantPropertyType"),
            ("UpdateEndpoint", "*", "RetainAllVariantProperties"),
        )
    )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Type"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    ("EndpointConfigName",),
                    ("EndpointName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "CanarySize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "CANARY"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["CanarySize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and 2
                * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["CanarySize"][
                    "Value"
                ]
                > v["InitialInstanceCount"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "canary-count-max",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
            "a canary may take at most half of the instances of every production variant",
            value_at(
                data,
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "CanarySize", "Value"),
            ),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Type"),
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Value"),
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                ("EndpointConfigName",),
                ("EndpointName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "LinearStepSize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "LINEAR"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and (
                    10
                    * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                        "LinearStepSize"
                    ]["Value"]
                    < v["InitialInstanceCount"]
                    or 2
                    * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                        "LinearStepSize"
                    ]["Value"]
                    > v["InitialInstanceCount"]
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "linear-count-range",
            (
                *path,
                "DeploymentConfig",
                "BlueGreenUpdatePolicy",
                "TrafficRoutingConfiguration",
                "LinearStepSize",
                "Value",
            ),
            "a linear step must move a tenth to a half of the instances of every production variant",
            value_at(
                data,
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "LinearStepSize", "Value"),
            ),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Type"),
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
                ("EndpointConfigName",),
                ("EndpointName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and (
                    20 * data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"]
                    < v["InitialInstanceCount"]
                    or 2 * data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"]
                    > v["InitialInstanceCount"]
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rolling-count-range",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
            "a rolling batch must take a twentieth to a half of the instances of every production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value")),
            "warning"
            if data["EndpointName"] in release["UpdateEndpoint"]
            and "RetainAllVariantProperties" in release["UpdateEndpoint"][data["EndpointName"]]
            and release["UpdateEndpoint"][data["EndpointName"]]["RetainAllVariantProperties"]
            and (
                "ExcludeRetainedVariantProperties" not in release["UpdateEndpoint"][data["EndpointName"]]
                or not any(
                    [
                        p["VariantPropertyType"] == "DesiredInstanceCount"
                        for p in release["UpdateEndpoint"][data["EndpointName"]]["ExcludeRetainedVariantProperties"]
                    ]
                )
            )
            else "error",
        )
    release, earlier = requests.view(
        (("CreateEndpointConfig", "*", "ProductionVariants", "*", "InitialInstanceCount"),)
    )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Type"),
                ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value"),
                ("EndpointConfigName",),
            ),
        )
    ) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and "RollbackMaximumBatchSize" in data["DeploymentConfig"]["RollingUpdatePolicy"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["RollbackMaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and not any(
            [
                "InitialInstanceCount" not in v
                or data["DeploymentConfig"]["RollingUpdatePolicy"]["RollbackMaximumBatchSize"]["Value"]
                <= v["InitialInstanceCount"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rollback-count-exceeds-fleet",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value"),
            "the rollback batch is larger than any production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "RollbackMaximumBatchSize", "Value")),
            "warning",
        )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TerminationWaitInSeconds"),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "LinearStepSize",
                        "Type",
                    ),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "LinearStepSize",
                        "Value",
                    ),
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    (
                        "DeploymentConfig",
                        "BlueGreenUpdatePolicy",
                        "TrafficRoutingConfiguration",
                        "WaitIntervalInSeconds",
                    ),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and "LinearStepSize" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] == "LINEAR"
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"]["Type"]
        == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                <= data["DeploymentConfig"]["BlueGreenUpdatePolicy"].get("TerminationWaitInSeconds", 0)
                + ceil_div(
                    v["InitialInstanceCount"],
                    data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["LinearStepSize"][
                        "Value"
                    ],
                )
                * data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"][
                    "WaitIntervalInSeconds"
                ]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "linear-timeout-exceeds-total-waits-by-count",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
            "MaximumExecutionTimeoutInSeconds should exceed TerminationWaitInSeconds plus one WaitIntervalInSeconds per step through the fleet",
            value_at(data, ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds")),
            "warning",
        )
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Type"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumBatchSize", "Value"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                    ("DeploymentConfig", "RollingUpdatePolicy", "WaitIntervalInSeconds"),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["RollingUpdatePolicy"]
        and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Type"] == "INSTANCE_COUNT"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "InitialInstanceCount" in v
                and data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                <= ceil_div(
                    v["InitialInstanceCount"],
                    data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumBatchSize"]["Value"],
                )
                * data["DeploymentConfig"]["RollingUpdatePolicy"]["WaitIntervalInSeconds"]
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "rolling-timeout-exceeds-total-bakes-by-count",
            (*path, "DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
            "MaximumExecutionTimeoutInSeconds should exceed one WaitIntervalInSeconds per rolling batch of the fleet",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds")),
            "warning",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InstancePools", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*", "InstancePools", "*", "InstanceType"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*", "InstanceType"),
        )
    )
    if (clean or readable(out, path, (("EndpointConfigName",),))) and (
        "DeploymentConfig" in data
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and (
            any(
                [
                    ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                    or (
                        "InstancePools" in v
                        and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                    )
                    for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in release["CreateEndpointConfig"][data["EndpointConfigName"]]
                and any(
                    [
                        ("InstanceType" in v and v["InstanceType"].startswith("ml.inf1."))
                        or (
                            "InstancePools" in v
                            and any([p["InstanceType"].startswith("ml.inf1.") for p in v["InstancePools"]])
                        )
                        for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "guardrails-ignored-inf1",
            (*path, "DeploymentConfig"),
            "an endpoint on Inf1 instances ignores DeploymentConfig and is replaced all at once",
            value_at(data, ("DeploymentConfig",)),
            "warning",
        )
    release, earlier = requests.view((("CreateEndpointConfig", "*", "ProductionVariants", "*"),))
    if (
        (
            clean
            or readable(
                out,
                path,
                (
                    ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
                    ("EndpointConfigName",),
                ),
            )
        )
        and "DeploymentConfig" in data
        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
        and data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["Type"] != "ALL_AT_ONCE"
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "ServerlessConfig" in v
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "guardrails-ignored-serverless",
            (*path, "DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type"),
            "a serverless endpoint ignores the traffic routing and is replaced all at once",
            value_at(data, ("DeploymentConfig", "BlueGreenUpdatePolicy", "TrafficRoutingConfiguration", "Type")),
            "warning",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpointConfig", "*", "ProductionVariants", "*"),
            ("CreateEndpointConfig", "*", "ShadowProductionVariants", "*"),
        )
    )
    if (clean or readable(out, path, (("DeploymentConfig",), ("EndpointConfigName",)))) and (
        "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and (
            any(
                [
                    "ServerlessConfig" in v
                    for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                ]
            )
            or (
                "ShadowProductionVariants" in release["CreateEndpointConfig"][data["EndpointConfigName"]]
                and any(
                    [
                        "ServerlessConfig" in v
                        for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ShadowProductionVariants"]
                    ]
                )
            )
        )
    ):
        out.rule(
            "rolling-no-serverless",
            (*path, "DeploymentConfig", "RollingUpdatePolicy"),
            "a serverless endpoint cannot be updated by a RollingUpdatePolicy",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy")),
            "error",
        )
    release, earlier = requests.view((("CreateEndpointConfig", "*", "ProductionVariants"),))
    if (
        (clean or readable(out, path, (("DeploymentConfig",), ("EndpointConfigName",))))
        and "DeploymentConfig" in data
        and "RollingUpdatePolicy" in data["DeploymentConfig"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and len(release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]) != 1
    ):
        out.rule(
            "rolling-single-variant",
            (*path, "DeploymentConfig", "RollingUpdatePolicy"),
            "a RollingUpdatePolicy needs an endpoint of one production variant",
            value_at(data, ("DeploymentConfig", "RollingUpdatePolicy")),
            "error",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpoint", "*", "EndpointConfigName"),
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "VariantName"),
        )
    )
    if (clean or readable(out, path, (("EndpointConfigName",), ("EndpointName",)))) and (
        "DeploymentConfig" in data
        and data["EndpointName"] in release["CreateEndpoint"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"] in release["CreateEndpointConfig"]
        and lower_ascii(data["EndpointName"]) not in earlier["UpdateEndpoint"]
        and (
            any(
                [
                    not any(
                        [
                            w["VariantName"] == v["VariantName"]
                            for w in release["CreateEndpointConfig"][
                                release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"]
                            ]["ProductionVariants"]
                        ]
                    )
                    for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                ]
            )
            or any(
                [
                    not any(
                        [
                            v["VariantName"] == w["VariantName"]
                            for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
                        ]
                    )
                    for w in release["CreateEndpointConfig"][
                        release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"]
                    ]["ProductionVariants"]
                ]
            )
        )
    ):
        out.rule(
            "update-variant-names-match",
            (*path, "EndpointConfigName"),
            "an update with DeploymentConfig must keep the variant names of the endpoint",
            value_at(data, ("EndpointConfigName",)),
            "error",
        )
    release, earlier = requests.view((("CreateEndpoint", "*", "EndpointConfigName"),))
    if (
        (clean or readable(out, path, (("EndpointConfigName",), ("EndpointName",))))
        and data["EndpointName"] in release["CreateEndpoint"]
        and release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"] == data["EndpointConfigName"]
        and lower_ascii(data["EndpointName"]) not in earlier["UpdateEndpoint"]
    ):
        out.rule(
            "update-names-current-config",
            (*path, "EndpointConfigName"),
            "the update names the configuration that the endpoint already has",
            value_at(data, ("EndpointConfigName",)),
            "warning",
        )
    release, earlier = requests.view(
        (("CreateEndpoint", "*", "EndpointConfigName"), ("CreateEndpointConfig", "*", "ProductionVariants", "*"))
    )
    if (
        (clean or readable(out, path, (("EndpointConfigName",), ("EndpointName",))))
        and data["EndpointName"] in release["CreateEndpoint"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"] in release["CreateEndpointConfig"]
        and lower_ascii(data["EndpointName"]) not in earlier["UpdateEndpoint"]
        and any(
            [
                "ServerlessConfig" in v
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
        and not any(
            [
                "ServerlessConfig" in w
                for w in release["CreateEndpointConfig"][
                    release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"]
                ]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "update-real-time-to-serverless",
            (*path, "EndpointConfigName"),
            "an endpoint on instances cannot become serverless by an update",
            value_at(data, ("EndpointConfigName",)),
            "error",
        )
    release, earlier = requests.view(
        (
            ("CreateEndpoint", "*", "EndpointConfigName"),
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "AcceleratorPartitionLayouts"),
            ("CreateEndpointConfig", "*", "ProductionVariants", "*", "VariantName"),
        )
    )
    if (
        (clean or readable(out, path, (("EndpointConfigName",), ("EndpointName",))))
        and data["EndpointName"] in release["CreateEndpoint"]
        and data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"] in release["CreateEndpointConfig"]
        and lower_ascii(data["EndpointName"]) not in earlier["UpdateEndpoint"]
        and any(
            [
                "AcceleratorPartitionLayouts" in v
                and any(
                    [
                        "AcceleratorPartitionLayouts" in w
                        and w["VariantName"] == v["VariantName"]
                        and w["AcceleratorPartitionLayouts"] != v["AcceleratorPartitionLayouts"]
                        for w in release["CreateEndpointConfig"][
                            release["CreateEndpoint"][data["EndpointName"]]["EndpointConfigName"]
                        ]["ProductionVariants"]
                    ]
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "update-partition-layout-changed",
            (*path, "EndpointConfigName"),
            "an update must keep the accelerator partition layout of a variant, order included",
            value_at(data, ("EndpointConfigName",)),
            "error",
        )
    release, earlier = requests.view(())
    if (
        (clean or readable(out, path, (("EndpointConfigName",),)))
        and release["CreateEndpointConfig"]
        and data["EndpointConfigName"] not in release["CreateEndpointConfig"]
    ):
        out.rule(
            "endpoint-config-not-in-set",
            (*path, "EndpointConfigName"),
            "the endpoint configuration is not among those of this release",
            value_at(data, ("EndpointConfigName",)),
            "warning",
        )
    release, earlier = requests.view(
        (("CreateEndpointConfig", "*", "ProductionVariants", "*", "ContainerStartupHealthCheckTimeoutInSeconds"),)
    )
    if (
        clean
        or readable(
            out,
            path,
            (
                ("DeploymentConfig", "BlueGreenUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                ("DeploymentConfig", "RollingUpdatePolicy", "MaximumExecutionTimeoutInSeconds"),
                ("EndpointConfigName",),
            ),
        )
    ) and (
        data["EndpointConfigName"] in release["CreateEndpointConfig"]
        and any(
            [
                "ContainerStartupHealthCheckTimeoutInSeconds" in v
                and (
                    (
                        "DeploymentConfig" in data
                        and "BlueGreenUpdatePolicy" in data["DeploymentConfig"]
                        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
                        and v["ContainerStartupHealthCheckTimeoutInSeconds"]
                        > data["DeploymentConfig"]["BlueGreenUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                    )
                    or (
                        "DeploymentConfig" in data
                        and "RollingUpdatePolicy" in data["DeploymentConfig"]
                        and "MaximumExecutionTimeoutInSeconds" in data["DeploymentConfig"]["RollingUpdatePolicy"]
                        and v["ContainerStartupHealthCheckTimeoutInSeconds"]
                        > data["DeploymentConfig"]["RollingUpdatePolicy"]["MaximumExecutionTimeoutInSeconds"]
                    )
                )
                for v in release["CreateEndpointConfig"][data["EndpointConfigName"]]["ProductionVariants"]
            ]
        )
    ):
        out.rule(
            "container-startup-timeout-vs-deployment-timeout",
            (*path, "DeploymentConfig"),
            "a container may take longer to start than the deployment may take altogether",
            value_at(data, ("DeploymentConfig",)),
            "warning",
        )
