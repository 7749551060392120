"""What stands at the head of a module is used by the program: what nothing uses goes, and tests keep their own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import custtui

SOURCE = Path(custtui.__file__).parent
NAMED = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
ONE_OF_THEMES = {("custtui.ui.kit.page", "LIGHT")}
"""Said with its like: the theme of that name is chosen by its text."""


def module(path: Path) -> str:
    return ".".join(("custtui", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def defined(tree: ast.Module) -> Iterator[str]:
    """Names a module gives at its head; what a decorator takes up is used by it."""
    for one in tree.body:
        if isinstance(one, NAMED) and not one.decorator_list:
            yield one.name
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))


def used(at: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module uses: (module, name); an attribute may be that of any module; "module:name" names a route."""
    for one in ast.walk(tree):
        match one:
            case ast.Name(id=name, ctx=ast.Load()):
                yield at, name
            case ast.Attribute(attr=name):
                yield "", name
            case ast.ImportFrom(module=str(source), names=names):
                yield from ((source, name.name) for name in names)
            case ast.Constant(value=str(text)) if text.startswith("custtui."):
                source, _, name = text.partition(":")
                yield source, name
            case _:
                pass


def test_every_name_at_the_head_of_a_module_is_used() -> None:
    trees = {module(path): ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")}
    uses = {one for at, tree in trees.items() for one in used(at, tree)}
    dead = {
        (at, name)
        for at, tree in trees.items()
        for name in defined(tree)
        if not name.startswith("__") and not {(at, name), ("", name)} & uses
    }
    assert dead == ONE_OF_THEMES
