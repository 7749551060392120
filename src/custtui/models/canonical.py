"""JSON as seals and links are made over it: one way to write each value, the same for ever (S-6)."""

import json
from collections.abc import Callable
from json import encoder as library
from typing import Any


def canonical(*, sort_keys: bool = False, default: Callable[[Any], Any] | None = None) -> Callable[[Any], str]:
    """What writes a list or an object as JSON: without blanks, every character as it is.

    The library makes its encoder anew for each text; of texts this short that is half of the time, and a file of
    orders has four of them a line (P-10). Where the library has no such encoder, its own way is taken.
    """
    whole = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys, default=default)
    make: Any = getattr(library, "c_make_encoder", None)
    if make is None:
        return whole.encode
    text: Any = library.encode_basestring
    once: Callable[[Any, int], tuple[str, ...]] = make(
        None, whole.default, text, None, ":", ",", sort_keys, False, True
    )

    def write(value: Any) -> str:
        return "".join(once(value, 0))

    return write
