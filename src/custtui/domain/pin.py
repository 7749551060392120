"""What may be a PIN: six digits or more, and none that is tried first (X-22)."""

from itertools import pairwise

SHORTEST, LONGEST = 6, 32


def pin_fault(pin: str, login: str) -> str:
    """Why this is no PIN for the operator of that login; '' where it is one."""
    if not (pin.isascii() and pin.isdigit()):
        return "A PIN is of digits only"
    if not SHORTEST <= len(pin) <= LONGEST:
        return f"A PIN has {SHORTEST} to {LONGEST} digits"
    steps = {(int(after) - int(one)) % 10 for one, after in pairwise(pin)}
    if steps in ({0}, {1}, {9}):
        return "Such a PIN is tried first: not one digit again and again, nor digits in a row"
    numbers = "".join(one for one in login if one.isdigit())
    if pin in numbers or (len(numbers) >= SHORTEST and numbers in pin):
        return "The PIN is not the login's number"
    return ""
