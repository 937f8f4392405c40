"""A stand-in for SageMaker that plays the timeline of a deployment over its JSON protocol.

Each poll of the endpoint gets the next moment of the timeline, the last one again and again. Every request is recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

import boto3
from attrs import define, field, frozen
from botocore.config import Config

ARN: Final = "arn:aws:sagemaker:us-east-1:123456789012"
TARGET: Final = "SageMaker."


@frozen
class Refusal:
    """An answer that is an error."""

    code: str
    message: str = ""
    status: int = 400


@frozen
class Dropped:
    """The connection breaks before an answer comes."""


Moment = Mapping[str, Any] | Refusal | Dropped
MISSING: Final = Refusal("ValidationException", "Could not find endpoint.")


def endpoint(status: str, config: str = "old", **more: Any) -> dict[str, Any]:
    """A DescribeEndpoint answer."""
    variant = {"VariantName": "main", "CurrentInstanceCount": 2, "DesiredInstanceCount": 2, "CurrentWeight": 1.0}
    return {
        "EndpointName": "shop",
        "EndpointArn": f"{ARN}:endpoint/shop",
        "EndpointConfigName": config,
        "EndpointStatus": status,
        "ProductionVariants": [variant],
        "CreationTime": 1700000000.0,
        "LastModifiedTime": 1700000000.0,
    } | more


def pending(status: str, stage: str, config: str = "new") -> dict[str, Any]:
    """A DescribeEndpoint answer in the middle of an update, with one variant in that stage."""
    variant = {
        "VariantName": "main",
        "CurrentInstanceCount": 1,
        "DesiredInstanceCount": 4,
        "CurrentWeight": 0.25,
        "DesiredWeight": 1.0,
        "VariantStatus": [{"Status": stage}],
    }
    summary = {"EndpointConfigName": config, "ProductionVariants": [variant], "StartTime": 1700000100.0}
    return endpoint(status, LastModifiedTime=1700000100.0, PendingDeploymentSummary=summary)


def config(name: str, model: str = "fraud", variant: str = "main", count: int = 2) -> dict[str, Any]:
    """A DescribeEndpointConfig answer."""
    found = {
        "VariantName": variant,
        "ModelName": model,
        "InstanceType": "ml.m5.large",
        "InitialInstanceCount": count,
        "InitialVariantWeight": 1.0,
    }
    return {
        "EndpointConfigName": name,
        "EndpointConfigArn": f"{ARN}:endpoint-config/{name}",
        "ProductionVariants": [found],
        "CreationTime": 1700000000.0,
    }


def model(name: str = "fraud") -> dict[str, Any]:
    """A DescribeModel answer."""
    return {
        "ModelName": name,
        "ModelArn": f"{ARN}:model/{name}",
        "CreationTime": 1700000000.0,
        "ExecutionRoleArn": "arn:aws:iam::123456789012:role/sagemaker",
        "PrimaryContainer": {"Image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"},
    }


@define
class Script:
    """What the server knows and what it was asked."""

    timeline: list[Moment]
    configs: dict[str, Moment] = field(factory=lambda: {"old": config("old"), "new": config("new")})
    models: dict[str, Moment] = field(factory=lambda: {"fraud": model()})
    changes: dict[str, Moment | list[Moment]] = field(factory=dict)
    """Answers to what changes something, or one for each call, the last again and again; by default success."""
    requests: list[tuple[str, dict[str, Any]]] = field(factory=list)
    _polled: int = 0

    def operations(self) -> list[str]:
        """Wire names of the operations that were asked for, in order."""
        return [operation for operation, _ in self.requests]

    def asked(self, operation: str) -> list[dict[str, Any]]:
        """The requests of one operation."""
        return [data for name, data in self.requests if name == operation]

    def answer(self, operation: str, data: dict[str, Any]) -> Moment:
        """The answer to one request."""
        self.requests.append((operation, data))
        match operation:
            case "DescribeEndpoint":
                moment = self.timeline[min(self._polled, len(self.timeline) - 1)]
                self._polled += 1
                return moment
            case "DescribeEndpointConfig":
                absent = Refusal("ValidationException", "Could not find endpoint configuration.")
                return self.configs.get(data["EndpointConfigName"], absent)
            case "DescribeModel":
                return self.models.get(data["ModelName"], Refusal("ValidationException", "Could not find model."))
            case _:
                answers = self.changes.get(operation, {"EndpointArn": f"{ARN}:endpoint/shop"})
                if not isinstance(answers, list):
                    return answers
                return answers[min(self.operations().count(operation), len(answers)) - 1]


@define
class FakeClock:
    """A clock that sleeping moves on, and nothing else."""

    time: float = 0.0
    slept: list[float] = field(factory=list)

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Moves on at once."""
        self.slept.append(seconds)
        self.time += seconds

    async def asleep(self, seconds: float) -> None:
        """Moves on at once."""
        self.sleep(seconds)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers["X-Amz-Target"].removeprefix(TARGET)
        moment = self.server.script.answer(operation, json.loads(body))
        if isinstance(moment, Dropped):
            self.close_connection = True
            return
        if isinstance(moment, Refusal):
            self._reply(moment.status, {"__type": moment.code, "message": moment.message})
        else:
            self._reply(200, moment)

    def _reply(self, status: int, data: Mapping[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("x-amzn-RequestId", f"request-{len(self.server.script.requests)}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keeps quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script


@contextmanager
def playing(script: Script) -> Iterator[str]:
    """Serves the script; yields the server's address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = script
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def _session() -> boto3.Session:
    """One session for all clients: it reads the service's model once."""
    return boto3.Session()


def boto_client(address: str, retries: Mapping[str, Any] | None = None) -> Any:
    """A boto3 client of that server that calls once and gives up, or as often as `retries` says."""
    retries = {"total_max_attempts": 1} if retries is None else retries
    settings = Config(retries=dict(retries), connect_timeout=5, read_timeout=5)
    return _session().client("sagemaker", endpoint_url=address, config=settings, **credentials())


def credentials() -> dict[str, str]:
    """What a client needs that talks to a server that checks nothing."""
    return {"region_name": "us-east-1", "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
