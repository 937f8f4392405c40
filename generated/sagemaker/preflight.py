"""What the pre-flight command has to know about this service."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def preflight_facts() -> dict[str, Any]:
    """Operations with their command-line names, rules across requests, resources of CloudFormation templates."""
    return {
        "operations": {
            "CreateEndpoint": {"cli": "create-endpoint", "identifier": "EndpointName"},
            "CreateEndpointConfig": {"cli": "create-endpoint-config", "identifier": "EndpointConfigName"},
            "CreateModel": {"cli": "create-model", "identifier": "ModelName"},
            "DescribeEndpoint": {"cli": "describe-endpoint", "identifier": None},
            "DescribeEndpointConfig": {"cli": "describe-endpoint-config", "identifier": None},
            "DescribeModel": {"cli": "describe-model", "identifier": None},
            "UpdateEndpoint": {"cli": "update-endpoint", "identifier": "EndpointName"},
        },
        "cross_rules": (
            "serverless-model-exclusions",
            "serverless-no-model-data-source",
            "shadow-unsupported-models",
            "async-model-exclusions",
            "data-capture-multi-model",
            "ssm-blocked-by-isolation",
            "config-model-not-in-set",
            "config-shadow-model-not-in-set",
            "canary-count-max",
            "linear-count-range",
            "rolling-count-range",
            "rollback-count-exceeds-fleet",
            "linear-timeout-exceeds-total-waits-by-count",
            "rolling-timeout-exceeds-total-bakes-by-count",
            "guardrails-ignored-inf1",
            "guardrails-ignored-serverless",
            "rolling-no-serverless",
            "rolling-single-variant",
            "update-variant-names-match",
            "update-names-current-config",
            "update-real-time-to-serverless",
            "update-partition-layout-changed",
            "endpoint-name-unique-ignoring-case",
            "endpoint-config-not-in-set",
            "container-startup-timeout-vs-deployment-timeout",
        ),
        "cloudformation": {
            "AWS::SageMaker::Model": {"operation": "CreateModel", "name": "ModelName"},
            "AWS::SageMaker::EndpointConfig": {
                "operation": "CreateEndpointConfig",
                "name": "EndpointConfigName",
                "optional": [
                    "ProductionVariants.*.RoutingConfig.RoutingStrategy",
                    "ShadowProductionVariants.*.RoutingConfig.RoutingStrategy",
                ],
            },
            "AWS::SageMaker::Endpoint": {
                "operation": "CreateEndpoint",
                "name": "EndpointName",
                "optional": [
                    "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.WaitIntervalInSeconds"
                ],
                "elsewhere": {
                    "UpdateEndpoint": [
                        "ExcludeRetainedVariantProperties",
                        "RetainAllVariantProperties",
                        "RetainDeploymentConfig",
                    ]
                },
            },
        },
    }
