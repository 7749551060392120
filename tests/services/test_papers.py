"""Address blocks of an order's papers: the business on the invoice, the site on the delivery note (F-34, X-05)."""

from custtui.domain.records.typed_address import AddressText
from custtui.models.party import Party
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.orders.papers import deliver_to, invoice_to
from custtui.services.sites import roles as site_roles
from custtui.services.sites.address_roles import address_roles
from tests.services import house
from tests.services.house import ANN
from tests.services.keying import keyed, ordered


def test_the_invoice_names_the_business_and_the_delivery_note_the_alias(database) -> None:
    made = house.stand()
    order = orders.order(ordered(made.a1, "ITEM1").number)
    assert invoice_to(order) == ("Healthy Juices Inc.", "Attn Emily Rose", "1 Main St", "New York, NY 10001")
    assert deliver_to(order.ship_to) == ("HJ Warehouse", "Attn Robert Green", "9 Dock Rd", "Newark, NJ 07102")


def test_two_sites_have_two_aliases_and_each_line_is_delivered_under_its_own(database) -> None:
    """F-34, F-78."""
    made = house.stand()
    draft = keyed(made.a1, "ITEM1", "ITEM2")
    desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}")
    pier = house.site(made.a1, "Pier 7", "SHIP_TO", street="7 Pier", city="Newark", state="NJ")
    desk.choose_ship_to(ANN, draft.id, f"site:{pier}", scope="line", position=20)
    order = orders.order(desk.place(ANN, draft.id).number)
    own = order.lines[1].own_ship_to
    assert own is not None
    assert (deliver_to(order.ship_to)[0], deliver_to(own)[0]) == ("HJ Warehouse", "Pier 7")
    assert (order.lines[0].ship_to, order.lines[1].ship_to) == ("", "Pier 7")
    assert invoice_to(order)[0] == "Healthy Juices Inc."


def test_a_one_time_ship_to_abroad_is_addressed_by_its_name_with_the_country(database) -> None:
    """R-09."""
    draft = keyed(house.stand().a1, "ITEM1")
    hotel = AddressText(name="Hotel X", street="Hauptstr. 5", city="Berlin", postal_code="10115", country="DE")
    desk.new_address(ANN, draft.id, "SHIP_TO", hotel)
    order = orders.order(desk.place(ANN, draft.id).number)
    assert deliver_to(order.ship_to)[0] == "Hotel X"
    assert deliver_to(order.ship_to)[-3:] == ("Hauptstr. 5", "10115 Berlin", "GERMANY")


def test_papers_of_an_order_say_what_it_was_placed_with(database) -> None:
    """X-05: whatever is renamed since."""
    made = house.stand()
    number = ordered(made.a1, "ITEM1").number
    Party.update(name="Juices AG").execute()
    house.CustomerSite.update(alias="Barn").execute()
    order = orders.order(number)
    assert (invoice_to(order)[0], deliver_to(order.ship_to)[0]) == ("Healthy Juices Inc.", "HJ Warehouse")


def test_the_matrix_of_sites_shows_both_as_they_will_be_printed(database) -> None:
    made = house.stand()
    office, warehouse = address_roles(made.a1).sites
    assert office.invoice[0] == "Healthy Juices Inc." and office.delivery == ()
    assert warehouse.delivery[0] == "HJ Warehouse" and warehouse.invoice == ()
    site_roles.turn_role(ANN, made.s1, "SHIP_TO")
    rows = ("New York office", "Attn Emily Rose", "1 Main St", "New York, NY 10001")  # the contact of the site
    assert address_roles(made.a1).sites[0].delivery == rows
