"""What is noted of an account, what is to be done for it, and what it answered."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, TextField

from custtui.models.account.accounts import CustomerAccount
from custtui.models.base import Kept, Made, Row
from custtui.models.fields import DayField


class CustomerNote(Kept):
    """A note; shown on its own line when the customer is sold-to, if flagged (F-24)."""

    account = ForeignKeyField(CustomerAccount, backref="notes")
    text = TextField()
    on_selection = BooleanField(default=False)


class ActionNote(Kept):
    """A service note with reason, assignee, follow-up date and status (F-23)."""

    account = ForeignKeyField(CustomerAccount, backref="action_notes")
    reason = TextField()
    text = TextField(default="")
    assignee = TextField(default="")
    follow_up = DayField(null=True)
    status = TextField(default="open", constraints=[Check("status IN ('open', 'resolved')")])


ActionNote.add_index(ActionNote.index(ActionNote.follow_up, where=SQL("status = 'open'"), name="action_note_open"))


class CustomerQuestion(Row):
    """A profile question, possibly mandatory at acceptance (R-38)."""

    code = TextField(unique=True)
    name = TextField()
    mandatory = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        table_name = "profile_category"


OF_QUESTION = {"column_name": "category_id", "object_id_name": "question_id"}
"""The column has the name of before."""


class AllowedAnswer(Row):
    """An allowed answer to a profile question."""

    question = ForeignKeyField(CustomerQuestion, **OF_QUESTION, backref="responses", index=False)
    code = TextField()
    name = TextField()

    class Meta:
        table_name = "profile_response"
        indexes = ((("question", "code"), True),)


class ProfileAnswer(Made):
    """What an account answered; `shared`: for all accounts of its party that gave no answer of their own (F-48)."""

    account = ForeignKeyField(CustomerAccount, backref="answers", index=False)
    question = ForeignKeyField(CustomerQuestion, **OF_QUESTION)
    response = ForeignKeyField(AllowedAnswer)
    shared = BooleanField(default=False)

    class Meta:
        indexes = ((("account", "question"), True),)
