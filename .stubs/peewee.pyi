# Rows know their columns at run time only, and the stubs pyright brings along are of another release: anything goes.
from typing import Any

def __getattr__(name: str) -> Any: ...
