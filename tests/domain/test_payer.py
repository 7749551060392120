"""Who may pay and who may receive: relationships are directed (C-27, R-16)."""

from custtui.domain.payer import Opening, PayerRank, may_receive, standing

A1, A2, OTHER = 1, 2, 3


def opening(*, bill: bool = True, ship: bool = False, both: bool = False) -> list[Opening]:
    return [Opening(A1, A2, bill, ship, both)]


def test_a_parent_pays_for_its_child_and_not_the_other_way_round() -> None:
    assert standing(A2, A1, None, opening()) == PayerRank.RELATED
    assert standing(A1, A2, None, opening()) == PayerRank.STRANGER
    assert standing(A1, A2, None, opening(both=True)) == PayerRank.RELATED


def test_goods_go_to_a_related_site_only_with_the_ship_to_flag() -> None:
    assert not may_receive(A2, A1, opening())
    assert may_receive(A2, A1, opening(ship=True))
    assert not may_receive(A1, A2, opening(ship=True))
    assert may_receive(A1, A1, [])


def test_the_default_bill_to_and_oneself_always_may_pay() -> None:
    assert standing(A1, A1, None, []) == PayerRank.OWN
    assert standing(A1, OTHER, OTHER, []) == PayerRank.DEFAULT
    assert standing(A1, OTHER, None, opening()) == PayerRank.STRANGER
