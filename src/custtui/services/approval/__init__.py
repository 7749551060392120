"""Orders that wait for approval: the queue, holds one by one, approved, declined, withdrawn (C-33, C-34, R-37)."""

from custtui.services.approval.chosen import deciding
from custtui.services.approval.decisions import approve, decline
from custtui.services.approval.holding import hold, release
from custtui.services.approval.queue import waiting_number, waiting_orders
from custtui.services.approval.waiting import approvers
from custtui.services.approval.withdrawing import withdraw

__all__ = [
    "approve",
    "approvers",
    "deciding",
    "decline",
    "hold",
    "release",
    "waiting_number",
    "waiting_orders",
    "withdraw",
]
