"""The layers of docs/architecture.md: each module imports only what stands above it, and nothing in circles."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import ROOT

API = ROOT / "api"
# First name under `api` → layer. A name that is missing here fails a test: decide where it belongs.
LAYERS = {
    "errors": 0,
    "settings": 0,
    "content": 1,
    "i18n": 1,
    "translation": 2,
    "narration": 2,
    "assets": 3,
    "templating": 3,
    "release": 3,
    "db": 3,
    "migrations": 3,
    "passwords": 3,
    "checking": 4,
    "doctor": 4,
    "workbench": 4,
    "routes": 5,
    "dependencies": 5,
    "error_pages": 5,
    "security_headers": 5,
    "app": 6,
    "server": 6,
    "exchange_commands": 6,
    "finding_commands": 6,
    "locale_commands": 6,
    "narration_commands": 6,
    "user_commands": 6,
    "workbench_gate": 6,
    "cli": 6,
    "__main__": 6,
}
FORBIDDEN_NAMES = {"helpers", "utils", "common", "core", "misc", "manager", "managers", "service", "services"}
# What a layer must not know of, by the first name of a third-party package.
FORBIDDEN_PACKAGES = {
    "content": {"fastapi", "starlette", "jinja2", "babel", "polib", "uvicorn"},
    "i18n": {"fastapi", "starlette", "jinja2", "uvicorn"},
    "translation": {"fastapi", "starlette", "uvicorn"},
    "narration": {"fastapi", "starlette", "jinja2", "babel", "uvicorn"},
    "release": {"fastapi", "uvicorn"},
    "workbench": {"fastapi", "starlette", "uvicorn"},
}


def modules() -> dict[str, Path]:
    """Map every module of ours to its file."""
    found = {}
    for path in sorted(API.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports_of(path: Path) -> Iterator[str]:
    """Tell every absolute name a file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write it from api."
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(name: str) -> str | None:
    """Tell the module of ours that an imported name lives in."""
    parts = name.split(".")
    while parts:
        if (module := ".".join(parts)) in MODULES:
            return module
        parts.pop()
    return None


def layer_name(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("module", [name for name in MODULES if name != "api"])
def test_a_module_imports_only_from_its_own_layer_or_above(module: str) -> None:
    name = layer_name(module)
    assert name in LAYERS, f"api/{name} has no layer; add it to LAYERS"
    for imported in filter(None, map(ours, imports_of(MODULES[module]))):
        other = layer_name(imported)
        if other and other != name:
            assert LAYERS[other] <= LAYERS[name], f"{module} imports {imported} from a layer below it"


def test_content_and_languages_do_not_know_each_other() -> None:
    for name, path in MODULES.items():
        if layer_name(name) in ("content", "i18n"):
            known = {layer_name(module) for module in filter(None, map(ours, imports_of(path)))}
            assert known <= {layer_name(name), "errors", ""}, name


def test_pure_layers_do_not_know_the_web() -> None:
    for name, path in MODULES.items():
        packages = {imported.split(".")[0] for imported in imports_of(path)}
        assert not packages & FORBIDDEN_PACKAGES.get(layer_name(name), set()), name


def test_no_imports_run_in_circles() -> None:
    graph = {name: set(filter(None, map(ours, imports_of(path)))) - {name, "api"} for name, path in MODULES.items()}
    # A package's __init__ is a module of its own here; a member may be imported through it.
    done: set[str] = set()

    def walk(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module not in done:
            for imported in sorted(graph[module]):
                walk(imported, (*above, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def test_no_module_has_a_name_that_says_nothing() -> None:
    for path in API.rglob("*"):
        assert path.stem not in FORBIDDEN_NAMES, path


def test_every_module_says_what_it_is_for_in_a_few_lines() -> None:
    for name, path in MODULES.items():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, f"{name} has no docstring"
        assert len(docstring.splitlines()) <= 6, f"{name} explains itself at length"
