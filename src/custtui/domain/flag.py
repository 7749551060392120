"""Y or N, wherever it is typed or stands in a file: one reading, and one text for what is neither."""

_YES, _NO = ("Y", "J", "YES", "TRUE", "1"), ("N", "NO", "FALSE", "0")
_SPELLINGS = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)


def read_flag(text: str) -> bool | None:
    """Y or N in either case (J, YES, TRUE, 1, NO, FALSE and 0 are taken for them); None for all else, a blank too."""
    return _SPELLINGS.get(text.strip().upper())


def flag_slip(label: str, text: str) -> str:
    """What is said of a text that is neither; '' where it is one."""
    return "" if read_flag(text) is not None else f"{label}: type Y or N"
