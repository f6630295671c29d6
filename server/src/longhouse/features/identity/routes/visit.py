"""What a visitor is to the use-cases."""

from longhouse.features.identity.model import Visit
from longhouse.kernel.http import Visitor


def visit_of(visitor: Visitor) -> Visit:
    return Visit(
        address=visitor.address,
        place=visitor.place,
        device=visitor.device,
        device_token=visitor.device_token,
        session_token=visitor.session_token,
        language=visitor.language,
    )
