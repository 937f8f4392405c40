"""Hypothesis strategies of this package: valid structures, requests and responses, and requests that just miss."""

from __future__ import annotations

from pathlib import Path

from .._runtime.strategies import NearMiss as NearMiss
from .._runtime.strategies import Tables
from .._runtime.strategies import Target as Target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._runtime.strategies import Draws

    accelerator_partition_layout: Draws
    additional_model_data_source: Draws
    alarm: Draws
    async_inference_client_config: Draws
    async_inference_config: Draws
    async_inference_notification_config: Draws
    async_inference_output_config: Draws
    auto_rollback_config: Draws
    blue_green_update_policy: Draws
    capacity_size: Draws
    capture_content_type_header: Draws
    capture_option: Draws
    clarify_explainer_config: Draws
    clarify_inference_config: Draws
    clarify_shap_baseline_config: Draws
    clarify_shap_config: Draws
    clarify_text_config: Draws
    container_definition: Draws
    container_metrics_config: Draws
    create_endpoint_config_input: Draws
    create_endpoint_config_output: Draws
    create_endpoint_input: Draws
    create_endpoint_output: Draws
    create_model_input: Draws
    create_model_output: Draws
    cross_region_traffic_config: Draws
    data_capture_config: Draws
    data_capture_config_summary: Draws
    deployed_image: Draws
    deployment_config: Draws
    deployment_recommendation: Draws
    describe_endpoint_config_input: Draws
    describe_endpoint_config_output: Draws
    describe_endpoint_input: Draws
    describe_endpoint_output: Draws
    describe_model_input: Draws
    describe_model_output: Draws
    ec2_capacity_reservation: Draws
    explainer_config: Draws
    image_config: Draws
    inference_execution_config: Draws
    inference_hub_access_config: Draws
    instance_pool: Draws
    instance_pool_summary: Draws
    metrics_config: Draws
    metrics_endpoint: Draws
    model_access_config: Draws
    model_data_source: Draws
    multi_model_config: Draws
    pending_deployment_summary: Draws
    pending_production_variant_summary: Draws
    prefix_aware_routing_config: Draws
    production_variant: Draws
    production_variant_capacity_reservation_config: Draws
    production_variant_capacity_reservation_summary: Draws
    production_variant_core_dump_config: Draws
    production_variant_managed_instance_scaling: Draws
    production_variant_managed_instance_scaling_scale_in_policy: Draws
    production_variant_routing_config: Draws
    production_variant_serverless_config: Draws
    production_variant_status: Draws
    production_variant_summary: Draws
    real_time_inference_recommendation: Draws
    repository_auth_config: Draws
    rolling_update_policy: Draws
    s3_model_data_source: Draws
    tag: Draws
    traffic_routing_config: Draws
    update_endpoint_input: Draws
    update_endpoint_output: Draws
    variant_property: Draws
    vpc_config: Draws

_tables = Tables(Path(__file__).with_name("strategies.json"))
near_misses = _tables.near_misses
requests = _tables.requests
responses = _tables.responses
targets = _tables.targets

if not TYPE_CHECKING:
    __getattr__, __dir__ = _tables.exports(__name__)
