"""Every recorded key script, as one burst and slowly: the same database and the same screen (F-85, X-11)."""

import pytest

from tests.ui.flows import every_flow

FLOWS = every_flow()


@pytest.mark.parametrize("flow", FLOWS)
def test_a_burst_leaves_what_slow_typing_leaves(flow: str, both_ways) -> None:
    burst, slow = both_ways(FLOWS[flow])
    assert burst.database == slow.database
    assert burst.screen == slow.screen
