"""Hypothesis draws objects of generated classes by their types."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from generated import sagemaker


@given(st.from_type(sagemaker.Tag), st.from_type(sagemaker.EndpointStatus))
def test_a_type_is_drawn_by_the_packages_strategy(tag: sagemaker.Tag, status: sagemaker.EndpointStatus) -> None:
    assert sagemaker.Tag.violations_in(tag.to_dict()) == []
    assert status in sagemaker.EndpointStatus


@given(st.lists(st.from_type(sagemaker.ProductionVariant), max_size=2), st.from_type(sagemaker.DescribeEndpointOutput))
def test_inside_other_types(variants: list[sagemaker.ProductionVariant], answer: object) -> None:
    for variant in variants:
        assert sagemaker.ProductionVariant.from_dict(variant.to_dict()) == variant
    assert isinstance(answer, sagemaker.DescribeEndpointOutput)


def test_hypothesis_that_comes_later_learns_of_the_classes() -> None:
    script = (
        "from botoforge import sagemaker; sagemaker.Tag, sagemaker.DescribeEndpointOutput\n"
        "import sys; assert 'hypothesis' not in sys.modules\n"
        "from hypothesis import strategies as st\n"
        "from hypothesis.strategies._internal.types import _global_type_lookup\n"
        "print(sagemaker.Tag in _global_type_lookup, sagemaker.DescribeEndpointOutput in _global_type_lookup)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
