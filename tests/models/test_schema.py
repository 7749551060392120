"""The migrated database is what the models say, and opened as it should be."""

import pytest
from playhouse.schema_diff import diff_models

from custtui.models import all_models
from custtui.models.database import cached


def test_models_and_migrations_agree(database) -> None:
    """Indexes of expressions aside: models name columns alone (see test_po_digits, test_party_relationships)."""
    difference = diff_models(database, all_models())
    named = [one for one in difference.drop_indexes if one.columns is not None and "(" not in one.columns[0]]
    difference = difference._replace(drop_indexes=named)
    assert not difference, str(difference)


@pytest.mark.parametrize(("size", "kib"), [(0, 2_000), (100 << 20, 2_000), (2 << 30, 8_192), (20 << 30, 16_000)])
def test_a_connection_keeps_pages_by_the_size_of_the_file_within_bounds(tmp_path, size, kib) -> None:
    path = tmp_path / "large.sqlite"
    with path.open("wb") as file:
        file.truncate(size)
    assert cached(str(path)) == kib
