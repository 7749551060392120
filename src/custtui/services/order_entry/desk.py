"""All that a clerk does at the order desk, each by one function: what `order_entry` itself offers."""

from custtui.services.order_entry.addresses import new_address, promote
from custtui.services.order_entry.asking import next_product, prices, quote, with_typed
from custtui.services.order_entry.changing import leave_change, start_change
from custtui.services.order_entry.charges import tax_choices
from custtui.services.order_entry.header import contacts, contracts, methods, set_header
from custtui.services.order_entry.keying import keep_typing, put_line, strike
from custtui.services.order_entry.lists import drafts, kept_for, my_work, my_work_total, waiting
from custtui.services.order_entry.order_pad import bought_before, usual
from custtui.services.order_entry.pasting import card_rows, is_line, put_pasted
from custtui.services.order_entry.payer_twins import likely_payers
from custtui.services.order_entry.paying import choose_payer, other_payers, own_payers, payers, why_no_payer
from custtui.services.order_entry.placing import place
from custtui.services.order_entry.promising import open_draft
from custtui.services.order_entry.receiving import choose_ship_to, ship_tos
from custtui.services.order_entry.starting import drop, is_kept, kept_beside, repeat_last, start, take_to

__all__ = [
    "bought_before",
    "card_rows",
    "choose_payer",
    "choose_ship_to",
    "contacts",
    "contracts",
    "drafts",
    "drop",
    "is_kept",
    "is_line",
    "keep_typing",
    "kept_beside",
    "kept_for",
    "leave_change",
    "likely_payers",
    "methods",
    "my_work",
    "my_work_total",
    "new_address",
    "next_product",
    "open_draft",
    "other_payers",
    "own_payers",
    "payers",
    "place",
    "prices",
    "promote",
    "put_line",
    "put_pasted",
    "quote",
    "repeat_last",
    "set_header",
    "ship_tos",
    "start",
    "start_change",
    "strike",
    "take_to",
    "tax_choices",
    "usual",
    "waiting",
    "why_no_payer",
    "with_typed",
]
