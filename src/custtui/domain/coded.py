"""Words of a list, as they are typed and as files bring them: `net30` is NET30, Finance finance."""

from collections.abc import Iterable

REASON_KINDS = (
    *("price", "discount", "forfeit", "return", "credit", "fee", "reversal", "refund", "write off"),
    *("decline", "withdraw", "cancel", "note", "role", "event"),
)
"""What a house sets up coded reasons and words for."""


def code_of(typed: str, codes: Iterable[str]) -> str:
    """The code that a text is: as it stands, else the one that differs in capitals only; '' where there is none."""
    known, text = list(codes), typed.strip()
    if not text or text in known:
        return text
    low = text.casefold()
    return next((code for code in known if code.casefold() == low), "")


def capitals_fault(code: str, other: str) -> str:
    """Why a code does not stand beside one that differs from it in capitals alone: whoever types it means either."""
    return f"{code} exists already as {other}"


def completed(typed: str, codes: Iterable[str]) -> str:
    """The same, or the code that alone begins so: typed at a screen, which shows what became of it. '' for none."""
    known, low = list(dict.fromkeys(codes)), typed.strip().casefold()
    begun = [code for code in known if low and code.casefold().startswith(low)]
    return code_of(typed, known) or (begun[0] if len(begun) == 1 else "")


def no_reason(typed: str, codes: Iterable[str], what: str) -> str:
    """Why a text is no coded reason for `what` was done, '' where it is one, or begins as only one does (C-46)."""
    known = list(codes)
    if not typed.strip():
        return f"Reason is required: why is it {what}?"
    return "" if completed(typed, known) else f'"{typed.strip()}" is not a reason: {", ".join(known)}'
