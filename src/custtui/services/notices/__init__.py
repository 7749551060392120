"""What customers are told by e-mail: whom, what, and what becomes of it in the outbox (R-45)."""

from custtui.services.notices.telling import (
    put,
    queued,
    seller_name,
    sends,
    tell,
    tell_paper,
    tell_payment,
    tell_refund,
    tell_reversal,
)
from custtui.services.notices.whom import Listener, addresses, whom, whom_and_readers, written_to

__all__ = [
    "Listener",
    "addresses",
    "put",
    "queued",
    "seller_name",
    "sends",
    "tell",
    "tell_paper",
    "tell_payment",
    "tell_refund",
    "tell_reversal",
    "whom",
    "whom_and_readers",
    "written_to",
]
