"""What runs here: the program's version, and that of the database it would work on."""

from custtui import __version__
from custtui.bootstrap import database_url, database_version
from custtui.cli.say import tell
from custtui.domain.errors import Refused
from custtui.settings import load_settings


def tell_versions(database: str | None) -> None:
    """Two lines; a database that is not there, or cannot be opened, is said and no refusal: the program's is told."""
    tell(f"custtui {__version__}")
    try:
        version = database_version(database_url(load_settings(), database))
    except Refused as refused:
        tell(f"database: {refused.faults[0].text}")
    else:
        tell(f"database {version or 'not set up'}")
