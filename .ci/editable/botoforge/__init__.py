"""botoforge as installed from a checkout: the checkout's folders, under the names that the wheel gives them."""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]
__path__ = [str(_CHECKOUT / "generated"), str(_CHECKOUT)]
