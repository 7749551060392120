"""The flows of the wire's table: what clerks do, screen by screen, on the demo data."""

FLOWS = {
    "standard order": "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7<f9>",
    "lookup": "hea<down><up><backspace><backspace><backspace>miller<down><pgdn><f4><down><enter>",
    "profile": "3897-5<enter><pgdn><pgup><enter>Healthy Foods<tab>Dock 7<tab><tab><f4><f12><f11><f9><f12>",
    "questions": (
        "3897-5<enter><enter>X<f3><f12>Y<f11><f12>Z<f12><f11><f7>ITEM1<enter>5<enter><f11><f12>3<f3><f3><f12>"
    ),
    "new customer": (
        "Elm Bakery<f6><tab>Elm<tab>Ann Lee<tab>2125550177<tab><tab><tab>5 Elm St<tab><tab>Boston<tab>MA<f11><f9>"
    ),
    "order lines": (
        "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>12<enter>NOPE<enter>3<enter><f9><esc><pause:400>ITEM3<enter><enter>"
        "<up><up><delete><up><enter>7<enter><ctrl+d><enter><f11><f9>"
    ),
    "order roles": (
        "3897-5<f7>ITEM1<enter>5<enter><f6><down><f12><up><f7><up><enter><down>"
        "<f7><insert>Hotel X<tab><tab><tab>9 Bay Rd<tab>Reno<tab>NV<tab>89501<f9><f12>"
    ),
    "header and prompts": (
        "3897-5<f7><f8>4711<tab>+3<tab><f4><down><enter><f8><f4>app<down><enter>2<enter><up><f4><f12>"
    ),
    "orders": "3897-5<f8><down><down><up><f8><down><f8><down><f8><f12>",
    "order view": "3897-5<f8><down><enter><down><tab><down><tab><f10>R<enter><f12><f12><f12>",
    "inquiry": "<f10>OI SO-1031<enter><f10>I<enter><tab><tab>3897-7<enter><down><down><enter><f12><f12><f12>",
    "help": "<f1><pgdn><pgup><f12>3897-5<f7><f1><pgdn><f12><f10><f12>",
    "sites and roles": (
        "3897-5<enter><f10>S<enter><down><enter><f12><up><f10><f12><insert>Depot<tab>Ann<f11><f9><f12><f12>"
    ),
    "payer": "3897-5<enter><f10>P<enter><f4>corp<f12><f12><f10>R<enter><down><f12><f12>",
    "contacts": "3897-5<enter><f10>C<enter><down><down><insert>Joe Doe<tab><f4><f12><f11><f9><f12><f12>",
    "notes": "3897-5<enter><f10>W<enter><down><insert>Call back<tab>Y<f9><down><f12><f10>ON<enter><f12><f12>",
    "shipping": (
        "<f10>OI SO-1003<enter><f10>S<enter>2<down>9<down>x<f9><esc><pause:400><f6><up><up><ctrl+e><f9><esc>"
        "<pause:400>y<f11><f9>"
        "<f10>S<enter>2<down>1<f9><f10>F<enter>1<tab><tab><tab><tab>sold out<f9><f9><f12>"
    ),
    "invoicing": (
        "<f10>OI SO-1003<enter><f10>S<enter><f6><f6><f9><f10>B<enter>1<down>1<up><f9>"
        "<f10>D<enter><down><down><enter><f12><f12><f12>"
    ),
}
"""Name to keys."""
