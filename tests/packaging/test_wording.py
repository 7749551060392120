"""One word for one thing: no text of the program says what the counter calls otherwise."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "custtui"
SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|DROP|ATTACH|DETACH|COPY|LOCK|CASE|EXISTS|coalesce)\b"
)
BETTER = {
    r"organisation": "organization",
    r"\b[Dd]rop(s|ped)?\b": "discard",
    r"\bdelivery notes?\b|\bDELIVERY NOTE\b": "packing slip",
    r"\b[Cc]ancelled\b": "canceled",
    r"\bsub-supplier": "vendor",
    r"\b[Dd]istrust|\btrusted\b": "credit warning, in good standing",
    r"\bthreshold\b": "auto-accept limit",
    r"\bwaits for acceptance\b": "is waiting for approval",
    r"\b(give|gives|given|gave|giving) up\b|\b[Ff]orfeit(s|ed|ing)?\b": "close short",
    r"\b(likely|[Uu]se) twin|\bTwin\b": "possible duplicate",
    r"\bOdd\b": "please check",
    r"Nothing to (say|drop|keep)": "F9 does nothing here",
    r"\b[Rr]ead again\b": "refreshed",
    r"Must be filled": "required",
    r"\bhalf typed\b": "one unfinished",
    r"\bnew use\b": "in use",
    r"(?<!here) is no (?!longer)": "is not a",
    r"\bwhom we tell\b|\btold: ": "who is notified, notify",
    r"\bStands( at)?$": "Status",
    r"\bnobody else\b": "no one else",
    r"\bKeep\b|\bkept$|\b[Kk]eep (the|your) (changes|record)\b": "save",
    r"\b[Ll]icence\b": "license",
    r"kept for later": "saved for later",
    r"[“”]": 'straight quotes, as in "ornge" is not a product',
}
"""What is not said, and what is said instead."""

STANDS = {
    "Keep for later orders",  # the field's name in the requirement
    "pending (waiting), accepted, finished, declined or cancelled only",  # values of an option, as stored
    "quantity 0 on every line is an order that was canceled: status cancelled",  # a value of a column
    "nothing of a canceled order moved: one sent in part is finished, its rest closed short in forfeits",  # a column
    "'pending', 'accepted', 'declined', 'superseded', 'cancelled', 'finished'",  # stored values
    "A forfeit never changes (R-32)",  # said by the database, of its table
}
"""Texts that name something by the spelling it has in files, options or the requirement."""


def _left_out(tree: ast.AST) -> set[int]:
    """Docstrings, and the parts of texts that are looked at whole."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
    return found


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module; `{}` is what comes in."""
    tree = ast.parse(path.read_text("utf-8"))
    left_out = _left_out(tree)
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _is_said(text: str) -> bool:
    """Whether somebody reads it: not a name of the code, a column, a statement of the database."""
    return (" " in text.strip() or (text[:1].isupper() and not text.isupper())) and not SQL.match(text)


@cache
def said() -> list[tuple[str, str]]:
    """Every text that somebody reads, by its place; read once it is asked for, not by every worker that collects."""
    paths = (
        path
        for path in sorted(SRC.rglob("*.py"))
        if "migrations" not in path.parts and "terminal" not in path.parts and path.name != "triggers.py"
    )
    return [
        (f"{path.relative_to(SRC)}:{line}", text)
        for path in paths
        for line, text in _texts(path)
        if _is_said(text) and text not in STANDS
    ]


@pytest.mark.parametrize(("word", "better"), BETTER.items(), ids=BETTER.values())
def test_one_word_for_one_thing(word: str, better: str) -> None:
    wrong = [f"{place}: {text}" for place, text in said() if re.search(word, text)]
    assert not wrong, f"say: {better}\n" + "\n".join(wrong)


ID = re.compile(r"\b[A-Z]-\d\d\b")
OF_THE_DATABASE = re.compile(r"services/check\w*\.py|models/(guards\w*|trouble)\.py")
"""Who looks after the database reads these, and looks the rule up; a guard's refusal reaches a clerk without."""


def test_no_id_of_the_requirement_is_told_to_who_works_with_the_program() -> None:
    assert [place for place, text in said() if ID.search(text) and not OF_THE_DATABASE.match(place)] == []


def test_the_texts_are_found() -> None:
    assert len(said()) > 1000 and any("{}" in text for _, text in said())


def test_readme_and_fixtures_say_the_same() -> None:
    root = SRC.parents[1]
    for word in ("organisation", "delivery note", "sub-supplier", "distrust mark"):
        for path in (root / "README.md", *sorted((root / "fixtures").glob("*.csv"))):
            assert word not in path.read_text("utf-8"), f"{path.name}: {word}"


def test_no_two_classes_share_a_name() -> None:
    """One word, one thing: a name read anywhere tells which. Peewee's `Meta` is its own word."""
    where: dict[str, list[str]] = {}
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.name != "Meta":
                where.setdefault(node.name, []).append(str(path.relative_to(SRC)))
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def _aliases(path: Path) -> Iterator[tuple[str, str]]:
    """The types a module gives a name, each with what it stands for."""
    for node in ast.parse(path.read_text("utf-8")).body:
        named = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            target, named = node.targets[0], True
        if named and isinstance(target, ast.Name) and re.fullmatch("([A-Z][a-z]+)+", target.id):
            yield target.id, ast.unparse(node.value)


def test_no_type_is_given_its_name_twice() -> None:
    """A shape that two modules speak of is named in one of them."""
    where: dict[tuple[str, str], list[str]] = {}
    for path in sorted(SRC.rglob("*.py")):
        for alias in _aliases(path):
            where.setdefault(alias, []).append(str(path.relative_to(SRC)))
    assert len(where) > 50
    assert {alias: files for alias, files in where.items() if len(files) > 1} == {}
