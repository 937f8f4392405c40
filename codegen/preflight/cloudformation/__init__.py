"""CloudFormation templates to requests.

``intrinsics`` knows the spellings of functions, ``conditions`` their outcomes, ``values`` the types of scalars,
``references`` what a name may lead to; ``template`` puts a template's resources together with all of them, ``outputs``
tells what it exports. Which
resource type stands for which operation is data of the service packages; nothing here knows a service.
"""

from .intrinsics import IMPORT
from .outcomes import when
from .outputs import exported
from .provider import refusals
from .template import read_template

__all__ = ["IMPORT", "exported", "read_template", "refusals", "when"]
