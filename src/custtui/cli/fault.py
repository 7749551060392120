"""What nobody foresaw, as one line for people: of the system, of the database, or of the program, which is logged."""

import logging
import sqlite3

from custtui.domain.errors import Refused


def in_one_line(error: Exception) -> str:
    """The line; a fault of the program itself goes whole into its log."""
    if isinstance(error, OSError):
        return _of_system(error)
    return _of_database(error) or _of_program(error)


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _of_database(error: Exception) -> str:
    """'' where it is none of the database's."""
    from peewee import PeeweeException

    from custtui.models.trouble import explained

    if not isinstance(error, PeeweeException | sqlite3.DatabaseError):
        return ""
    try:
        with explained():
            raise error
    except Refused as refused:
        return str(refused)
    except sqlite3.OperationalError as untold:  # of a file beside the database
        return f"A file beside the database cannot be written: {untold}"
    except (PeeweeException, sqlite3.DatabaseError):
        return ""


def _of_program(error: Exception) -> str:
    from custtui.logfile import log_to, usual

    path = usual()
    log_to(path)
    logging.getLogger("custtui").error("a command failed", exc_info=error)
    told = " ".join(repr(error).split())[:120]
    return f"Something went wrong inside the program: {told}; {path} tells more"
