"""Sends messages by SMTP (R-45). Server, user and password stand in the house's configuration alone (S-7)."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from custtui.domain.email import problem
from custtui.domain.errors import refuse
from custtui.domain.mailing import Away, Later, Letter, RefusedForGood
from custtui.domain.notice import row
from custtui.domain.text import Tame

if TYPE_CHECKING:
    from custtui.settings import Settings

SECONDS = 30
"""A server that does not answer for so long is away."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""How the connection is kept secret, and where such servers usually listen."""


class Mailer:
    """Sends letters of one sender over one connection, which is made when the first one goes."""

    def __init__(self, settings: Settings, name: str, tame: Tame | None = None) -> None:
        """`name` is the seller's; `tame` takes control characters out of what is sent, and counts them.

        Raises Refused naming the setting that is missing or wrong.
        """
        self.security = settings.smtp_security or "starttls"
        if not settings.smtp:
            raise refuse("settings", "No mail server is set: smtp under [fixed] in /etc/custtui/config.toml")
        if self.security not in PORTS:
            raise refuse("settings", f"setting smtp_security: one of {', '.join(PORTS)}")
        if settings.smtp_user and self.security == "none":
            raise refuse("settings", "setting smtp_user: a password is sent by starttls or tls alone")
        if why := problem(settings.smtp_sender):
            raise refuse("settings", f"setting smtp_sender: {why if settings.smtp_sender else 'whom answers go to'}")
        self.host, self.port = _place(settings.smtp, PORTS[self.security])
        self.user, self.password = settings.smtp_user, _password(settings)
        self.tame = tame or Tame()
        self.sender, self.name = settings.smtp_sender, self._header(name)
        self.server: smtplib.SMTP | None = None

    @property
    def domain(self) -> str:
        """The sender's, in which Message-IDs are made."""
        return self.sender.rpartition("@")[2].encode("idna").decode()

    def __call__(self, letter: Letter) -> None:
        """Send one. Raises Away, Later or RefusedForGood with the reason."""
        server = self.server = self.server or self._connected()
        try:
            self._send(server, letter)
        except (Later, Away, OSError):
            self.close()
            raise

    def close(self) -> None:
        """Say good-bye to the server; the next letter makes another connection."""
        server, self.server = self.server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context() if self.security != "none" else None
        try:
            if context and self.security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
            else:
                server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            if context and self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            raise Away(f"{self.host} does not accept smtp_user and its password: {_said(error)}") from error
        except (OSError, ValueError) as error:  # what smtplib raises is an OSError
            raise Away(f"{self.host}:{self.port}: {_said(error)}") from error
        return server

    def _send(self, server: smtplib.SMTP, letter: Letter) -> None:
        to = _deliverable(letter.to)
        try:
            server.send_message(self._written(letter, to), self.sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _by(code, said, address=True) from error
        except smtplib.SMTPSenderRefused as error:
            raise Away(f"{self.host} refuses the sender {self.sender}: {_said(error)}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise RefusedForGood(f"{self.host} cannot write to such an address", address=True) from error
        except smtplib.SMTPResponseException as error:
            raise _by(error.smtp_code, error.smtp_error, address=False) from error
        except (OSError, ValueError) as error:
            raise Later(f"{self.host}: {_said(error)}") from error

    def _written(self, letter: Letter, to: str) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["Message-ID"] = letter.message_id
        message["Date"] = format_datetime(letter.made_at)
        message["From"] = Address(self.name, addr_spec=self.sender)
        message["To"] = to
        message["Subject"] = self._header(letter.subject)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.tame(letter.body))
        return message

    def _header(self, text: str) -> str:
        """In one row in which nothing is a coded word: what it would hide may be a header of its own."""
        return row(self.tame(text.replace("\r", " "))).replace(ENCODED, "= ?")


def _place(text: str, usual: int) -> tuple[str, int]:
    host, colon, port = text.strip().rpartition(":")
    if colon and port.isdecimal() and (":" not in host or host.endswith("]")):
        return host.strip("[]"), int(port)
    return text.strip().strip("[]"), usual


def _password(settings: Settings) -> str:
    """Raises Refused for a file that cannot be read."""
    if not settings.smtp_password_file:
        return settings.smtp_password
    try:
        return Path(settings.smtp_password_file).read_text("utf-8").strip("\r\n")
    except (OSError, ValueError) as error:
        raise refuse("settings", f"setting smtp_password_file: {_said(error)}") from error


ENCODED = "=?"
"""How a coded word begins: the e-mail package reads what it hides, ends of lines too, and writes that (S-5)."""


def _deliverable(address: str) -> str:
    """The address with its domain as the wire wants it. Raises RefusedForGood for one that is none."""
    if why := problem(address):
        raise RefusedForGood(why, address=True)
    if ENCODED in address:
        raise RefusedForGood(f"{address} hides another text", address=True)
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise RefusedForGood(f"{address} has no domain that can be written to", address=True) from error


def _by(code: int, said: bytes | str, *, address: bool) -> Exception:
    """What an answer of the server means: 4xx may go later, 421 is the server's good-bye, 5xx never."""
    text = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    if code == 421:
        return Away(row(text))
    return Later(row(text)) if 400 <= code < 500 else RefusedForGood(row(text), address=address)


def _said(error: Exception) -> str:
    """What was answered, or went wrong, in one row."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return row(f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}")
    return row(getattr(error, "strerror", None) or str(error) or "no answer")
