from .._runtime.wire.service import Model as _Model
from .._runtime.wire.service import Service as _Service
from .._runtime.wire.violations import ValidationError as ValidationError
from .._runtime.wire.violations import Violation as Violation
from .async_client import AsyncParcelClient as AsyncParcelClient
from .client import ParcelClient as ParcelClient
from .enums.parcel_size import ParcelSize as ParcelSize
from .enums.parcel_size import ParcelSizeLiteral as ParcelSizeLiteral
from .enums.parcel_status import ParcelStatus as ParcelStatus
from .enums.parcel_status import ParcelStatusLiteral as ParcelStatusLiteral
from .errors import ParcelError as ParcelError
from .errors import ParcelLost as ParcelLost
from .preflight import preflight_facts as preflight_facts
from .shapes.address import Address as Address
from .shapes.get_parcel_request import GetParcelRequest as GetParcelRequest
from .shapes.get_parcel_response import GetParcelResponse as GetParcelResponse
from .shapes.item import Item as Item
from .shapes.route import Route as Route
from .shapes.send_parcel_request import SendParcelRequest as SendParcelRequest
from .shapes.send_parcel_response import SendParcelResponse as SendParcelResponse
from .stubber import ParcelStubber as ParcelStubber
from .waiters import WaitError as WaitError
from .waiters import WaitFailed as WaitFailed
from .waiters import WaitTimeout as WaitTimeout
from .waiters import show_progress as show_progress

MODEL: _Model
_service: _Service
converter = _service.converter
operations = _service.operations
register = _service.register
rules = _service.rules
validate = _service.validate
validate_release = _service.validate_release
