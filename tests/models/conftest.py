"""Houses of releases before, made by taking one step of the present one back."""

import pytest


@pytest.fixture
def one_step_back(monkeypatch) -> None:
    """Migrations run though later ones stand: no release was ever so, but what one of them does is seen alone."""
    monkeypatch.setattr("custtui.models.migrate.gaps", lambda *_: [])
