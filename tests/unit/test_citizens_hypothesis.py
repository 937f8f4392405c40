"""Hypothesis draws objects of generated classes by their types."""

from __future__ import annotations

import subprocess
import sys

import attrs
from hypothesis import find, given
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


@given(st.builds(sagemaker.ProductionVariant), st.builds(sagemaker.DescribeEndpointOutput))
def test_builds_draws_what_the_package_draws(variant: sagemaker.ProductionVariant, answer: object) -> None:
    assert sagemaker.ProductionVariant.from_dict(variant.to_dict()) == variant
    assert isinstance(answer, sagemaker.DescribeEndpointOutput)


@given(st.builds(sagemaker.ProductionVariant, variant_name=st.just("main"), model_name=...))
def test_builds_takes_what_it_is_given(variant: sagemaker.ProductionVariant) -> None:
    assert variant.variant_name == "main"


def test_builds_finds_members_that_are_not_required() -> None:
    found = find(st.builds(sagemaker.ProductionVariant), lambda variant: variant.instance_type is not None)
    assert isinstance(found.instance_type, sagemaker.ProductionVariantInstanceType)


def test_builds_of_other_classes_is_what_it_was() -> None:
    plain = attrs.make_class("Plain", {"name": attrs.field(type=str)})
    assert isinstance(find(st.builds(plain), lambda _: True).name, str)


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


def test_a_hypothesis_with_other_functions_inside_is_left_as_it_is() -> None:
    script = (
        "import sys\nfrom hypothesis import strategies as st\n"
        "sys.modules['hypothesis.strategies._internal.attrs'] = None\n"
        "from generated import sagemaker\n"
        "st.from_type(sagemaker.Tag).validate()\n"
        "print('drawn')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("drawn\n", "")
