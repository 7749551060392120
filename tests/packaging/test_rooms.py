"""How the modules hang together: few that only one other enters, and no long corridors of such."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import custtui

ROOT = Path(custtui.__file__).parent
MODULES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
LOADED = ("custtui.models.migrations.", "custtui.exchange.kinds.", "custtui.cli.")
"""What a registry loads: migrations, kinds of files, commands. Screens are, by the table of routes."""


def _imports(name: str) -> Iterator[str]:
    """The modules of the house that this one imports, wherever it does; not what is imported for its types alone."""

    def walk(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        if isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{one.name}" for one in node.names]
            yield from (one if one in MODULES else node.module or "" for one in inner)
        for child in ast.iter_child_nodes(node):
            yield from walk(child)

    yield from {one for one in walk(ast.parse(MODULES[name].read_text("utf-8"))) if one in MODULES and one != name}


@cache
def importers() -> dict[str, set[str]]:
    """By module those that import it; read once it is asked for, not by every worker that collects."""
    found: dict[str, set[str]] = {name: set() for name in MODULES}
    for importer in MODULES:
        for imported in _imports(importer):
            found[imported].add(importer)
    return found


PLAIN = [name for name, path in MODULES.items() if path.name != "__init__.py" and not name.startswith(LOADED)]


def _only_importer(name: str) -> str:
    """The one module that imports it; '' where there is none or several, or it is a part of a screen in its room."""
    entered = importers()[name]
    one = next(iter(entered)) if len(entered) == 1 else ""
    in_room = name.startswith("custtui.ui.") and one.rpartition(".")[0] == name.rpartition(".")[0]
    return "" if in_room or name == "custtui.__main__" else one


def test_few_modules_are_entered_by_only_one_other() -> None:
    single = [name for name in PLAIN if _only_importer(name)]
    assert len(single) < 0.2 * len(PLAIN), f"{len(single)} of {len(PLAIN)}: {single}"


def test_no_chain_of_modules_entered_by_only_one_other_is_longer_than_two() -> None:
    for name in PLAIN:
        chain = [name]
        while (one := _only_importer(chain[-1])) and one in PLAIN:
            chain.append(one)
        links = len(chain) - 1
        assert links <= 2, " <- ".join(chain)
