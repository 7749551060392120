"""A name of a type means one shape: a class, or a module's short name for a shape, is called so nowhere else."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import custtui

SOURCE = Path(custtui.__file__).parent


def types(tree: ast.Module) -> Iterator[str]:
    """What a module calls shapes: as classes are called, not as constants."""
    for one in tree.body:
        if isinstance(one, ast.ClassDef):
            yield one.name
        elif isinstance(one, ast.Assign):
            names = (name.id for name in one.targets if isinstance(name, ast.Name))
            yield from (name for name in names if name[:1].isupper() and not name.isupper())


def test_each_type_has_a_name_of_its_own() -> None:
    where = defaultdict[str, list[str]](list)
    for path in SOURCE.rglob("*.py"):
        for name in types(ast.parse(path.read_text())):
            where[name].append(path.relative_to(SOURCE).as_posix())
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}
