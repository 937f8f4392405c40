"""Enum ``ClarifyTextGranularity``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ClarifyTextGranularity(StrEnum):
    """Values of ``ClarifyTextGranularity`` of SageMaker, 3 of them."""

    TOKEN = "token"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


ClarifyTextGranularityLiteral: TypeAlias = Literal[
    "token",
    "sentence",
    "paragraph",
]
