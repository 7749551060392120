"""Writes customers in bulk, whole: party, account, sites, contacts, payers."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from custtui.domain.who import Who
from custtui.models.account import AlternateNumber, BillToAccount, CustomerAccount, PaymentExclusion
from custtui.models.operator import PaymentMethod, PaymentTerms, Seller
from custtui.models.party import Party
from custtui.models.product import PriceList
from custtui.services.bulk.codes import customer_codes
from custtui.services.bulk.payers import NewPayer, link_payers
from custtui.services.bulk.places import Places, standing_places
from custtui.services.bulk.prepared import prepared_write
from custtui.services.bulk.ranks import of_new_account
from custtui.services.bulk.search import index_accounts
from custtui.services.bulk.sites import write_site
from custtui.services.bulk.tables import ENOUGH, Bulk, chunks
from custtui.services.bulk.values import NewCustomer
from custtui.services.customer.codes import COUNTER
from custtui.services.writing.customer import account_row, texts_of
from custtui.services.writing.parts import PARTS, add_bill_to, add_contact, add_person, add_points

TABLES = (*PARTS, CustomerAccount, AlternateNumber, PaymentExclusion, BillToAccount)


def write_customers(
    who: Who,
    customers: Iterable[NewCustomer],
    payers: Iterable[tuple[str, str]] = (),
    *,
    index: bool = True,
    again: Callable[[], None] | None = None,
) -> int:
    """Write new customers, then who pays for whom (code, code of the payer); returns how many.

    Codes, terms, methods and price lists were checked to exist, or not to; whatever the database refuses all the
    same raises and undoes everything. A code that is missing is given (F-12). `customers` with a `party` come last.
    Without `index` the caller sees to the lookup's index. `again` is called while nobody else can make a customer,
    before the first row: it raises Refused where what was checked does not hold any more.
    """
    source = iter(customers)
    with prepared_write(who.login, *TABLES, counters=(COUNTER,), again=again) as bulk:
        writer = _CustomerWriter(bulk)
        further = writer.write_new(source)
        with bulk.locked():
            for customer in chain(further, source):
                writer.write(customer)
                bulk.flush(at_least=ENOUGH)
            bulk.flush()
            for pairs in chunks(payers):
                link_payers(bulk, [NewPayer(code, payer) for code, payer in pairs])
            writer.codes.keep()
            if index:
                last = bulk.tables[CustomerAccount].last
                index_accounts(last - writer.count + 1, last)
    return writer.count


class _CustomerWriter:
    """What one run of writing customers has to remember."""

    def __init__(self, bulk: Bulk) -> None:
        self.bulk, self.codes, self.count = bulk, customer_codes(), 0
        bulk.numbered(CustomerAccount, "code", self.codes)
        self.terms = {row.code: row.id for row in PaymentTerms.select()}
        self.methods = {row.code: row.id for row in PaymentMethod.select()}
        self.price_lists = {row.code: row.id for row in PriceList.select()}
        seller = Seller.get_or_none()
        self.currency = seller.currency if seller else "USD"

    def write_new(self, customers: Iterator[NewCustomer]) -> list[NewCustomer]:
        """Write those who bring a party of their own, up to the first who does not; returns that one, if any."""
        for customer in customers:
            if customer.party:
                return [customer]
            self.write(customer)
            self.bulk.flush(at_least=ENOUGH)
        return []

    def write(self, new: NewCustomer) -> None:
        """One customer: a new party, or another account of one that stands."""
        if new.party:
            places = standing_places(self.bulk, self._party_of(new.party))
        else:
            places = Places(self.bulk, self._add_party(new))
        account, used = self._add_account(new, places.party), set[int]()
        sites = {
            site.alias: write_site(self.bulk, account, places.put(site, used), site)
            for site in of_new_account(new.sites)
        }
        for contact in new.contacts:
            person, at = add_person(self.bulk, contact.name), sites.get(contact.site) if contact.site else None
            add_contact(self.bulk, account, at, person, contact, primary=bool(contact.primary), active=contact.active)
        add_points(self.bulk, new.points, account=account)
        for codes, reason in ((new.old_codes, "imported"), (new.merged_codes, "merged")):
            for code in codes:
                self.bulk.add(AlternateNumber, code=code, account=account, reason=reason)
        for method in dict.fromkeys(new.excluded_methods):
            self.bulk.add(PaymentExclusion, account=account, method=self.methods[method])
        if new.values["commercial"] or new.bill_to_account is not None:
            add_bill_to(self.bulk, account, active=new.bill_to_account is not False)
        self.count += 1

    def _add_party(self, new: NewCustomer) -> int:
        return self.bulk.add(
            Party,
            kind=new.kind,
            name=new.name,
            credit_limit=new.party_credit_limit,
            accept_threshold=new.party_accept_threshold,
            distrust=new.party_distrust or None,
        )

    def _add_account(self, new: NewCustomer, party: int) -> int:
        self.codes.brought(new.code)
        row = account_row(
            texts_of(new),
            terms=self.terms[new.terms] if new.terms else None,
            payment_method=self.methods[new.payment_method] if new.payment_method else None,
            currency=new.currency or self.currency,
            held=new.held,
        )
        return self.bulk.add(
            CustomerAccount,
            party=party,
            code=new.code or self.codes.take(),
            **row,
            price_list=self.price_lists[new.price_list] if new.price_list else None,
            active=new.active,
            active_by="" if new.active else self.bulk.login,
            active_at=None if new.active else self.bulk.now,
            distrust=new.distrust or None,
        )

    def _party_of(self, code: str) -> int:
        """The party of an account, which may be one of this run."""
        self.bulk.flush()
        return CustomerAccount.get(CustomerAccount.code == code).party_id
