"""The migrated database is what the models say."""

from playhouse.schema_diff import diff_models

from custtui.models import all_models


def test_models_and_migrations_agree(database) -> None:
    difference = diff_models(database, all_models())
    assert not difference, str(difference)
