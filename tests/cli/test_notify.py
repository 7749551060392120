"""`custtui notify` sends what waits, once each, whatever the server and other notifiers do (R-45, F-49)."""

import shutil
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from custtui import settings
from custtui.cli import notify
from custtui.domain.mailing import PAUSES, Letter, RefusedForGood
from custtui.domain.who import Role
from custtui.mailer import Mailer
from custtui.models.account import Contact, ContactPoint
from custtui.models.base import db, now
from custtui.models.database import bind, is_sqlite, make_database
from custtui.models.fulfilment import Invoice
from custtui.models.operator import Operator, Seller
from custtui.models.order import Outbox
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.notices.sending import send_next
from custtui.settings import Settings
from tests.cli.conftest import LOGIN, Command
from tests.cli.mail_server import Post, free_port, listening
from tests.services import house
from tests.services.fulfilling import of
from tests.services.keying import ordered

CORA = house.CORA
R_GREEN, ALT = "r.green@hj.example", "alt@hj.example"
STRANGER = "Zoë\r\nBcc: evil@x.example"


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def made(database) -> house.House:
    one = house.stand()
    house.control("email_notices", "Y")
    house.hire(LOGIN, role=Role.ADMINISTRATOR)
    return one


def mailer(port: int, **more: str) -> Mailer:
    plain = {"smtp_security": "none", "smtp_sender": "desk@seller.example"}
    return Mailer(Settings(smtp=f"127.0.0.1:{port}", **{**plain, **more}), "Sunshine\r\nBcc: x@y.example")


def send(port: int, **more: str) -> list[str]:
    """The states of what is due, in turn."""
    one, states = mailer(port, **more), list[str]()
    while done := send_next(CORA, one, one.domain):
        states.append(done.state)
    one.close()
    return states


def the_row() -> Outbox:
    return Outbox.select().order_by(Outbox.id).get()


def passed(row: Outbox) -> None:
    """Its pause is over."""
    Outbox.update(next_at=now() - timedelta(hours=1)).where(Outbox.id == row.id).execute()


def test_a_message_is_sent_once_and_reads_as_it_was_put(made, post: Post) -> None:
    number = ordered(made.a1, "ITEM1 x2").number
    with listening(post) as port:
        assert send(port) == ["SENT"] and send(port) == []
    (came,) = post.came
    row = the_row()
    assert (came["Subject"], came["X-To"], came["To"]) == (f"Order {number} accepted", R_GREEN, R_GREEN)
    assert came["From"] == '"Sunshine Bcc: x@y.example" <desk@seller.example>' and came["Bcc"] is None
    assert came["Message-ID"] == row.message_id and row.message_id.endswith("@seller.example>")
    assert came.get_content().replace("\r\n", "\n") == row.body
    assert row.sent_at and (row.state, row.attempts, row.claimed_by, row.reason) == ("SENT", 1, "", "")


def test_an_address_refused_for_good_gives_way_to_the_alternative_one(made, post: Post) -> None:
    """F-49; with none left it has failed, with the reason."""
    ContactPoint.create(contact=made.robert, kind="EMAIL", value=ALT, normal=ALT)
    ordered(made.a1, "ITEM1")
    post.says(R_GREEN, "550 no such user\x1b[2J here")
    with listening(post) as port:
        assert send(port) == ["elsewhere", "SENT"]
        assert [one["X-To"] for one in post.came] == [ALT]
        ordered(made.a1, "ITEM2")
        post.says(ALT, "553 nor here")
        assert send(port) == ["elsewhere", "FAILED"] and send(port) == []
    first, second = Outbox.select().order_by(Outbox.id)
    assert (first.state, first.address, first.refused) == ("SENT", ALT, R_GREEN)
    assert (second.state, second.reason) == ("FAILED", "553 nor here")
    assert second.refused.splitlines() == [R_GREEN, ALT] and "\x1b" not in first.reason
    assert [one for one in check() if "outbox" in one] == []


def test_what_is_no_address_fails_without_a_server_being_asked_for_it(made, post: Post) -> None:
    ordered(made.a1, "ITEM1")
    without_guard("outbox", "told")
    Outbox.update(address="a@b.example\r\nRCPT TO:<evil@x.example>").execute()
    with listening(post) as port:
        assert send(port)[0] == "elsewhere"
    assert all("evil" not in one["X-To"] for one in post.came)


def test_a_coded_word_hides_no_header_in_a_subject_a_name_or_an_address(post: Post) -> None:
    """The e-mail package reads `=?utf-8?q?=0D=0ABcc:_x@y?=` as two lines, and would write the second as a header."""
    hidden = "=?utf-8?q?=0D=0ABcc:_evil@x.example?="
    with listening(post) as port:
        one = Mailer(Settings(smtp=f"127.0.0.1:{port}", smtp_security="none", smtp_sender="d@s.example"), hidden)
        one(Letter("<1@s.example>", "a@b.example", f"Order {hidden}", "Text", now()))
        with pytest.raises(RefusedForGood):
            one(Letter("<2@s.example>", "=?utf-8?q?=0Ax?=@b.example", "Order", "Text", now()))
        one.close()
    (came,) = post.came
    assert {"Bcc", "evil"} & {*came.keys()} == set()
    assert came["Subject"] == "Order = ?utf-8?q?=0D=0ABcc:_evil@x.example?="


def test_control_characters_that_came_by_sql_leave_by_no_letter(
    made, opened: str, custtui: Command, post: Post, configured
) -> None:
    """S-5: in subject, text and the seller's name; ends of lines are none. They are counted on standard error."""
    ordered(made.a1, "ITEM1")
    mark = "\x1b[31m\x9b\u202e"
    without_guard("outbox", "fixed")
    Outbox.update(subject=f"Order{mark}", body=f"Dear\n{mark}you\n").execute()
    Seller.update(name=f"Sun{mark}").execute()
    with listening(post) as port:
        configured(port)
        done = custtui("notify", "--database", opened)
    (came,) = post.came
    assert came.get_content().replace("\r\n", "\n") == "Dear\n\ufffd[31m\ufffd\ufffdyou\n"
    assert came["Subject"] == "Order\ufffd[31m\ufffd\ufffd" and "Sun\ufffd[31m\ufffd\ufffd" in came["From"]
    assert (done.code, done.out) == (0, "1 sent\n")
    assert done.err.startswith("9 control characters were written as U+FFFD")


@pytest.mark.parametrize("column, wrong", [("made_at", "9999-99-99T"), ("until", "2026-99-99"), ("body", b"\xff")])
def test_a_message_that_cannot_be_read_is_named_and_the_others_go(
    made, opened: str, custtui: Command, post: Post, configured, column: str, wrong: str | bytes
) -> None:
    if not is_sqlite(db) and column != "made_at":
        pytest.skip("PostgreSQL keeps days and texts itself")
    for _ in range(3):
        ordered(made.a1, "ITEM1")
    without_guard("outbox", "fixed")
    value = "?" if is_sqlite(db) else "%s"
    value = f"CAST({value} AS TEXT)" if isinstance(wrong, bytes) else value
    db.execute_sql(f"UPDATE outbox SET {column} = {value} WHERE id = {the_id()}", (wrong,))
    odd = the_id()
    with listening(post) as port:
        configured(port)
        done = custtui("notify", "--database", opened)
    assert (done.code, done.out, len(post.came)) == (1, "2 sent, 1 passed over\n", 2)
    assert done.err.startswith(f"Message {odd} of the outbox cannot be read: the database holds ")
    assert len(done.err.splitlines()) == 1


def the_id() -> int:
    return Outbox.select(Outbox.id).order_by(Outbox.id).scalar()


def without_guard(table: str, what: str) -> None:
    db.execute_sql(f"DROP TRIGGER guard_{table}_{what}" + ("" if is_sqlite(db) else f" ON {table}"))


def test_a_text_refused_for_good_is_not_tried_elsewhere(made, post: Post) -> None:
    ContactPoint.create(contact=made.robert, kind="EMAIL", value=ALT, normal=ALT)
    ordered(made.a1, "ITEM1")
    post.data = "554 looks like spam"
    with listening(post) as port:
        assert send(port) == ["FAILED"]
    assert the_row().reason == "554 looks like spam" and the_row().refused == ""


def test_a_greylisted_message_is_tried_after_growing_pauses_and_given_up_in_the_end(made, post: Post) -> None:
    ordered(made.a1, "ITEM1")
    post.says(R_GREEN, "451 greylisted")
    with listening(post) as port:
        for pause in PAUSES:
            before = now()
            assert send(port) == ["later"] and send(port) == []
            waits = the_row().next_at - before
            assert pause - timedelta(seconds=2) <= waits <= pause + timedelta(seconds=30)
            passed(the_row())
        assert send(port) == ["FAILED"]
    assert the_row().reason == f"not taken after {len(PAUSES) + 1} tries: 451 greylisted"
    assert list(PAUSES) == sorted(PAUSES)


def test_what_was_greylisted_goes_later_under_the_same_message_id(made, post: Post) -> None:
    ordered(made.a1, "ITEM1")
    post.says(R_GREEN, "451 greylisted", "250 OK")
    with listening(post) as port:
        assert send(port) == ["later"]
        tried = the_row().message_id
        passed(the_row())
        assert send(port) == ["SENT"]
    assert post.came[0]["Message-ID"] == tried == the_row().message_id


def test_with_the_server_away_every_message_waits_as_it_was(made, post: Post) -> None:
    ordered(made.a1, "ITEM1")
    with pytest.raises(Exception, match=r"127.0.0.1:\d+: Connection refused"):
        send(free_port())
    row = the_row()
    assert (row.state, row.attempts, row.claimed_by, row.next_at) == ("WAITING", 0, "", None)


def test_two_notifiers_at_once_send_each_message_once(made, post: Post, database_url: str) -> None:
    for _ in range(6):
        ordered(made.a1, "ITEM1")
    failed = list[BaseException]()

    def work(port: int) -> None:
        try:
            send(port)
        except BaseException as error:
            failed.append(error)
        finally:
            db.close()

    with listening(post) as port:
        threads = [threading.Thread(target=work, args=(port,)) for _ in range(3)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert not failed
    ids = [one["Message-ID"] for one in post.came]
    assert len(ids) == len(set(ids)) == 6
    assert {row.state for row in Outbox.select()} == {"SENT"}


def test_a_notifier_killed_after_the_sending_leaves_it_to_the_next_one_under_the_same_message_id(
    made, post: Post, database_url: str
) -> None:
    """Never at once: only when the lease of the dead one is over; the server knows it by its Message-ID."""
    ordered(made.a1, "ITEM1")
    code = (
        "import os, sys; from custtui.bootstrap import open_database; open_database(sys.argv[1])\n"
        "from custtui.services.notices import sending; from tests.cli.test_notify import CORA, mailer\n"
        "one = mailer(int(sys.argv[2]))\n"
        "sending._give_back = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "sending.send_next(CORA, one, one.domain)\n"
    )
    with listening(post) as port:
        done = subprocess.run([sys.executable, "-c", code, database_url, str(port)], check=False)
        assert done.returncode == -9 and len(post.came) == 1
        assert send(port) == []
        Outbox.update(claimed_until=now() - timedelta(seconds=5)).execute()
        assert send(port) == ["SENT"]
    first, second = post.came
    assert first["Message-ID"] == second["Message-ID"]
    assert the_row().reason == "sent again: a notifier ended before it had told so"


def test_one_whose_lease_was_over_says_nothing_of_what_another_one_has_by_now(made, post: Post) -> None:
    ordered(made.a1, "ITEM1")

    def slow(letter: object) -> None:
        Outbox.update(claimed_by="another").execute()

    send_next(CORA, slow, "seller.example")
    assert (the_row().state, the_row().claimed_by) == ("WAITING", "another")


def test_overdue_invoices_are_told_once_and_again_with_the_next(made, post: Post) -> None:
    number = ordered(made.a1, "ITEM1 x9").number
    ff.ship(house.ANN, number, 1, of(p10="9"))
    old = now().date() - timedelta(days=3)
    for days in (5, 2):
        paper = ff.invoice(house.ANN, number, of(p10="1"))
        db.execute_sql("DROP TRIGGER IF EXISTS guard_invoice_update" + ("" if is_sqlite(db) else " ON invoice"))
        Invoice.update(payment_due=old - timedelta(days=days)).where(Invoice.number == paper).execute()
        from custtui.services.notices.overdue import tell_overdue

        assert tell_overdue(CORA) == 1
        assert tell_overdue(CORA) == 0
    said = Outbox.select().order_by(Outbox.id.desc()).get()
    assert said.subject == "Overdue: 20.00 USD" and said.contact_id == made.emily
    assert said.body.count("Invoice IN-") == 2 and "Overdue 20.00 USD.\n" in said.body


# -- the command -----------------------------------------------------------------------------------------------------
@pytest.fixture
def configured(tmp_path: Path, monkeypatch) -> Callable[..., None]:
    def write(port: int, **more: str) -> None:
        given = {"smtp": f"127.0.0.1:{port}", "smtp_security": "none", "smtp_sender": "desk@seller.example", **more}
        text = "".join(f"{name} = {value!r}\n" for name, value in given.items())
        (tmp_path / "house.toml").write_text(f"[fixed]\n{text}")
        monkeypatch.setattr(settings, "SYSTEM_FILE", tmp_path / "house.toml")

    return write


@pytest.fixture
def opened(made, database_url: str, custtui: Command) -> Iterator[str]:
    yield database_url
    bind(make_database(database_url))


def test_the_command_sends_and_tells_in_a_line(made, opened: str, custtui: Command, post: Post, configured) -> None:
    for _ in range(3):
        ordered(made.a1, "ITEM1")
    without_guard("outbox", "told")
    Outbox.update(address="refused@x.example").where(Outbox.id == the_row().id).execute()
    Contact.update(active=False).execute()
    ContactPoint.delete().execute()
    post.says("refused@x.example", "550 no such user")
    with listening(post) as port:
        configured(port)
        done = custtui("notify", "--database", opened)
    assert (done.code, done.out) == (0, "2 sent, 1 failed\n")
    assert done.err.splitlines() == ["not sent to refused@x.example: Order SO-1001 accepted: 550 no such user"]
    configured(free_port())
    assert custtui("notify", "--database", opened).out == "0 sent\n"


def test_the_command_refuses_in_a_line(made, opened: str, custtui: Command, configured, monkeypatch) -> None:
    ordered(made.a1, "ITEM1")
    away = free_port()
    configured(away)
    told = custtui("notify", "--database", opened)
    assert (told.code, told.err) == (1, f"127.0.0.1:{away}: Connection refused: the rest waits\n")
    for wrong, text in (
        ({"smtp": ""}, "No mail server is set: smtp under [fixed] in /etc/custtui/config.toml"),
        ({"smtp_sender": "desk"}, 'setting smtp_sender: "desk" is not an e-mail address'),
        ({"smtp_security": "ssl"}, "setting smtp_security: one of starttls, tls, none"),
        ({"smtp_user": "desk"}, "setting smtp_user: a password is sent by starttls or tls alone"),
        ({"smtp_password_file": "/nowhere/it"}, "setting smtp_password_file: No such file or directory"),
    ):
        configured(away, **wrong)
        told = custtui("notify", "--database", opened)
        assert told.code == 1 and told.err.startswith(text) and len(told.err.splitlines()) == 1
    bind(make_database(opened))
    house.control("email_notices", "N")
    told = custtui("notify", "--database", opened)
    assert told.err == "This house sends no e-mail: custtui control email_notices Y turns it on\n"
    bind(make_database(opened))
    Operator.update(role="supervisor").where(Operator.login == LOGIN).execute()
    assert custtui("notify", "--database", opened).err.startswith("Only an administrator may send what waits")


def test_watch_goes_on_through_an_absent_server_and_ends_when_it_is_told(
    made, opened: str, custtui: Command, post: Post, configured, monkeypatch
) -> None:
    monkeypatch.setattr(notify, "IDLE", 0.05)
    monkeypatch.setattr(notify, "PAUSES", (0.05,))
    ordered(made.a1, "ITEM1")
    port = free_port()
    configured(port)

    def meanwhile() -> None:
        time.sleep(0.5)
        with listening(post, port):
            for _ in range(200):
                if post.came:
                    break
                time.sleep(0.05)
        import os
        import signal

        os.kill(os.getpid(), signal.SIGTERM)

    other = threading.Thread(target=meanwhile)
    other.start()
    done = custtui("notify", "--watch", "--database", opened)
    other.join()
    assert done.code == 0 and done.out == "1 sent\n" and len(post.came) == 1
    assert done.err.splitlines() == [
        f"Nothing is sent for now: 127.0.0.1:{port}: Connection refused",
        "Messages are sent again",
    ]


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_password_goes_over_a_connection_that_is_kept_secret(
    sqlite_database, post: Post, tmp_path: Path, monkeypatch
) -> None:
    made = house.stand()
    house.control("email_notices", "Y")
    ordered(made.a1, "ITEM1")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    made_by = ["openssl", *words.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made_by, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secret = tmp_path / "password"
    secret.write_text("right\n")
    with listening(post, context=context) as port:
        with pytest.raises(Exception, match=r"(?i)certificate"):
            send(port, smtp_security="starttls", smtp_user="desk", smtp_password_file=str(secret))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(Exception, match="does not accept smtp_user and its password: 535"):
            send(port, smtp_security="starttls", smtp_user="desk", smtp_password="wrong")
        assert send(port, smtp_security="", smtp_user="desk", smtp_password_file=str(secret)) == ["SENT"]
    assert set(post.users) == {"desk:wrong", "desk:right"} and the_row().state == "SENT"


def test_what_sends_is_the_houses_alone_and_no_log_shows_the_password(tmp_path: Path) -> None:
    """S-7."""
    path = tmp_path / "a.toml"
    path.write_text('smtp = "evil.example"\n')
    found = settings.load_settings({"CUSTTUI_SMTP_PASSWORD": "x"}, (path,))
    assert not found.smtp and not found.smtp_password
    assert sorted(found.unknown) == [
        f"{name} counts under [fixed] in /etc/custtui/config.toml alone" for name in ("smtp", "smtp_password")
    ]
    path.write_text('[fixed]\nsmtp = "mail.example"\nsmtp_password = "secret"\n')
    found = settings.load_settings({"CUSTTUI_SMTP": "evil.example"}, (path,))
    assert found.smtp == "mail.example" and found.smtp_password == "secret" and "secret" not in repr(found)
