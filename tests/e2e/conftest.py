"""Servers and clients for the tests over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer

from generated import sagemaker
from tests.e2e.scripted import credentials


@pytest.fixture(scope="session")
def moto_address() -> Iterator[str]:
    """Address of moto's server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def client(moto_address: str) -> sagemaker.SageMakerClient:
    """A typed client of moto's server."""
    return sagemaker.SageMakerClient(boto3.client("sagemaker", endpoint_url=moto_address, **credentials()))
