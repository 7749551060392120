"""The lookup's index says what the tables say, however it came to."""

import pytest

from custtui.models.account import Contact, ContactPoint, CustomerAccount, CustomerSite
from custtui.models.party import Location, Party, PartySite
from custtui.models.search import engine as search
from custtui.models.search.document import INACTIVE
from custtui.models.search.question import QuestionPart, answers
from custtui.models.search.statements import total

WIDE = {"active": True, "limit": 50}


def customer(code: str, name: str, *, active: bool = True, phone: str = "", **place: str) -> CustomerAccount:
    party = Party.create(kind="ORGANIZATION", name=name)
    account = CustomerAccount.create(party=party, code=code, currency="USD", active=active)
    location = Location.create(**{"street": "1 Main St", "city": "New York", "postal_code": "10001", **place})
    party_site = PartySite.create(party=party, location=location, identifying=True)
    CustomerSite.create(account=account, party_site=party_site, alias=f"{name} HQ")
    if phone:
        ContactPoint.create(account=account, kind="PHONE", value=phone, normal=phone)
    return account


def found(part: QuestionPart, *, active: bool = True) -> list[int]:
    keys = [row[1] for row in answers([(1, part)])]
    return [key % INACTIVE for key in keys if (key < INACTIVE) == active]


def words(*asked: str, names: bool = False, active: bool = True) -> list[int]:
    return found(search.by_words(asked, names=names, limit=50), active=active)


def key(text: str) -> list[int]:
    return found(search.by_key(text, 50))


def snapshot() -> list[object]:
    return [
        search.run("SELECT account_id, active, code_key, name_key, place, facts FROM search_document").fetchall(),
        sorted(search.run("SELECT text, key FROM search_key").fetchall()),
        search.run("SELECT active, number FROM search_total ORDER BY active").fetchall(),
        *[words(one) for one in ("h", "juic", "main", "york", "100", "38", "heath", "hq")],
    ]


@pytest.mark.usefixtures("database")
def test_one_by_one_and_rebuilt_are_the_same_index() -> None:
    ids = [
        customer("3897-5", "Healthy Juices Inc.", phone="(212) 555-0123").id,
        customer("3897-6", "Heath & Sons", city="München", street="Hauptstraße 5").id,
        customer("3897-7", "Old Juice Bar", active=False, phone="+12125550199").id,
    ]
    for one in ids:
        search.index_accounts([one])
    before = snapshot()
    assert search.rebuild() == 3
    assert snapshot() == before
    search.index_accounts(ids)
    assert snapshot() == before


@pytest.mark.usefixtures("database")
def test_a_change_forgets_the_old_words_and_learns_the_new() -> None:
    account = customer("3897-5", "Healthy Juices Inc.", phone="212 555 0123")
    search.index_accounts([account.id])
    Party.update(name="Sour Juices").where(Party.id == account.party_id).execute()
    CustomerSite.update(alias="HQ").execute()
    ContactPoint.update(value="212 555 0999").execute()
    search.index_accounts([account.id])
    assert words("healthy", names=True) == []
    assert words("sour", names=True) == [account.id]
    assert key("5550123") == []
    assert key("5550999") == [account.id]
    assert found(search.by_name("sour jui", **WIDE)) == [account.id]


@pytest.mark.usefixtures("database")
def test_inactive_and_merged_accounts_leave_the_active_index() -> None:
    one, other = customer("3897-5", "Healthy Juices Inc."), customer("3897-6", "Healthy Water")
    search.index_accounts([one.id, other.id])
    assert (total(), total(inactive=True)) == (2, 2)
    CustomerAccount.update(active=False).where(CustomerAccount.id == other.id).execute()
    search.index_accounts([other.id])
    assert words("health") == [one.id]
    assert words("health", active=False) == [other.id]
    assert (total(), total(inactive=True)) == (1, 2)
    CustomerAccount.update(merged_into=one).where(CustomerAccount.id == other.id).execute()
    search.index_accounts([other.id])
    assert words("health", active=False) == []
    assert (total(), total(inactive=True)) == (1, 1)


@pytest.mark.usefixtures("database")
def test_contacts_are_found_with_their_phones_and_mails() -> None:
    account = customer("3897-5", "Healthy Juices Inc.")
    person = Party.create(kind="PERSON", name="Ann O'Brien")
    contact = Contact.create(person=person, account=account)
    ContactPoint.create(contact=contact, kind="EMAIL", value="A.Obrien@hj.co", normal="a.obrien@hj.co")
    ContactPoint.create(contact=contact, kind="PHONE", value="+44 20 7946 0018", normal="442079460018")
    search.index_accounts([account.id])
    for asked in ("ann", "obrien", "brien", "hj"):
        assert words(asked) == [account.id], asked
        assert words(asked, names=True) == []
    for text in ("a.obrien@hj", "2079460018", "79460018", "0018"):
        assert key(text) == [account.id], text


@pytest.mark.usefixtures("database")
def test_an_account_with_very_many_sites_is_still_indexed() -> None:
    account = customer("3897-5", "Chain Inc.")
    for number in range(1_200):
        location = Location.create(
            street=f"{number} Street{number}", city=f"City{number}", postal_code=str(70_000 + number)
        )
        CustomerSite.create(account=account, party_site=PartySite.create(party=account.party_id, location=location))
    search.index_accounts([account.id])
    assert words("chain", "city7") == [account.id]
    search.index_accounts([account.id])
    assert words("street9") == [account.id]
