"""One thing that the database refuses whoever asks (S-6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A refusal: on `event` of `table`, where `when` holds. `columns` narrow an UPDATE to those named.

    `lock` is what PostgreSQL does before it asks, where two writers at once could each see nothing of the other.
    """

    table: str
    what: str
    event: str
    when: str
    text: str
    columns: tuple[str, ...] = ()
    lock: str = ""

    @property
    def name(self) -> str:
        """`guard_order_line_sealed`: the trigger's name."""
        return f"guard_{self.table}_{self.what}"


def new_or_changed(table: str, what: str, when: str, text: str, *columns: str, lock: str = "") -> tuple[Guard, Guard]:
    """Of rows written, and of those that become so: an update that changes none of these columns is none."""
    changed = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
    return (
        Guard(table, what, "INSERT", when, text, (), lock),
        Guard(table, f"{what}_still", "UPDATE", f"({changed}) AND ({when})", text, columns, lock),
    )
