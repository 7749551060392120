"""PostgreSQL gives rows their ids by sequences: one that others moved is named, and ends nothing in a fault (S-6)."""

import pytest

from custtui.domain.errors import Refused
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Payment
from custtui.services.bulk.tables import bulk_write
from custtui.services.check import check
from tests.services import house


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("SELECT setval('party_id_seq', 1)", "sequence party_id_seq: is at 1, behind "),
        ("SELECT setval('party_id_seq', 1, false)", "sequence party_id_seq: is at 0, behind "),
        ("ALTER SEQUENCE payment_id_seq INCREMENT BY -1", "sequence payment_id_seq: goes on by -1, not by 1"),
        ("ALTER SEQUENCE payment_id_seq CYCLE", "sequence payment_id_seq: begins anew at its end"),
        ("SELECT setval('payment_id_seq', 2147483600)", "sequence payment_id_seq: is at 2147483600, its end is"),
        ("ALTER SEQUENCE payment_id_seq OWNED BY NONE", "table payment: no sequence belongs to its ids"),
    ],
)
def test_a_sequence_that_others_moved_is_named(database, statement: str, fault: str) -> None:
    if is_sqlite(db):
        pytest.skip("PostgreSQL's own")
    house.stand()
    assert list(check(quick=True)) == []
    db.execute_sql(statement)
    assert fault in "\n".join(check(quick=True))


def test_rows_that_get_no_id_are_refused_in_one_line(database) -> None:
    if is_sqlite(db):
        pytest.skip("PostgreSQL's own")
    db.execute_sql("ALTER SEQUENCE payment_id_seq OWNED BY NONE")
    with pytest.raises(Refused, match="No sequence belongs to table payment"), bulk_write("ann", Payment):
        pass
