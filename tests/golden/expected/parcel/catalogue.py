"""The rules of this package, as data for people and tools."""

from __future__ import annotations

from typing import Final

from .._runtime.wire.catalogue import Rule

_PACKAGE: Final = __name__.rpartition(".")[0]

RULES: Final = (
    Rule(
        _PACKAGE,
        id="insured-needs-value",
        severity="error",
        message="an insured parcel needs ValueInCents",
        shapes=("SendParcelRequest",),
        source="Parcel API, SendParcelRequest$Insured",
        scope="file",
        profile="default",
        field_path=".ValueInCents",
        cel="!has(self.Insured) || !self.Insured || has(self.ValueInCents)",
    ),
)
