"""What the house was set up with before somebody changed it."""

from peewee import TextField

from custtui.models.base import Made


class SetupChange(Made):
    """A field of what the house is set up with, as it was and as it became; append-only.

    `kind` is that of its file, `code` tells which one. `old` and `new` are texts as people read them, '' where there
    was nothing; `field` is '' for one that was made.
    """

    kind = TextField()
    code = TextField(default="")
    field = TextField(default="")
    old = TextField(default="")
    new = TextField(default="")
    signed_by = TextField(default="")

    class Meta:
        indexes = ((("kind", "code"), False),)
