"""Texts that stand where collecting does not see them: inside an f-string, or behind another name of `_`.

Babel reads tokens: what is inside an f-string is one token to it, and only the well-known names are known to
it. Such a text would stay English in every language without anybody noticing. This reads the program's tree.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

CALLS = {
    "_": (0,),
    "gettext": (0,),
    "N_": (0,),
    "ngettext": (0, 1),
    "NN_": (0, 1),
    "pgettext": (0, 1),
    "npgettext": (0, 1, 2),
}
"""Where the words stand among the arguments of each call; with a context, it comes first."""
_WITH_CONTEXT = ("pgettext", "npgettext")
_NOT_PLAIN = "not one plain string; put what changes into fields"

Known = Collection[tuple[str | None, tuple[str, ...]]]


def missed_texts(root: Path, known: Known) -> Iterator[str]:
    """Texts under `screening/` that are translated when they are shown and are not among the `known` ones.

    `known` has context and forms. A text that another place has collected is no problem.
    """
    for path in sorted((root / "screening").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        for line, problem in _missed_in(ast.parse(path.read_text(encoding="utf-8")), known):
            yield f"{place}:{line}: {problem}"


def _missed_in(tree: ast.Module, known: Known) -> Iterator[tuple[int, str]]:
    names = {each: each for each in CALLS} | _other_names(tree)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or (name := names.get(_name(call.func))) is None:
            continue
        if any(_is_put_together(each) for each in _arguments(call, name)):
            yield call.lineno, _NOT_PLAIN
            continue
        for context, forms in _messages(call, name):
            if forms[0] and (context, forms) not in known:
                yield call.lineno, f"“{forms[0][:60]}” is not collected; give it a line of its own, with `_`"


def _messages(call: ast.Call, name: str) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """The messages of a call as far as they are written in it; one of a variable is marked where it is made."""
    arguments = _arguments(call, name)
    if name in _WITH_CONTEXT:
        contexts, arguments = _literals(arguments[0]), arguments[1:]
    else:
        contexts = [None]
    for context in contexts:
        for forms in zip(*(_literals(each) for each in arguments), strict=False):
            yield context, forms


def _arguments(call: ast.Call, name: str) -> list[ast.expr]:
    wanted = CALLS[name]
    return list(call.args[: wanted[-1] + 1]) if len(call.args) > wanted[-1] else []


def _literals(value: ast.expr) -> list[str | None]:
    """What is written there: one text, one for each branch of a condition, or none."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return [*_literals(value.body), *_literals(value.orelse)]
        case ast.BoolOp():
            return [text for each in value.values for text in _literals(each)]
        case _:
            return []


def _is_put_together(value: ast.expr) -> bool:
    match value:
        case ast.JoinedStr():
            return True
        case ast.BinOp():
            return any(_literals(each) or _is_put_together(each) for each in (value.left, value.right))
        case ast.IfExp():
            return _is_put_together(value.body) or _is_put_together(value.orelse)
        case ast.Call(func=ast.Attribute(attr="format"), args=_) if isinstance(value.func, ast.Attribute):
            return bool(_literals(value.func.value))
        case _:
            return False


def _other_names(tree: ast.Module) -> dict[str, str]:
    """Other names that the file gives to a call, and the call: `counted = translator.ngettext`."""
    found: dict[str, str] = {}
    for new, meant in _bindings(tree):
        call = _name(meant)
        call = found.get(call, call)
        # `_` is given to gettext everywhere; nothing else may take a name that is known.
        if new not in CALLS and call in CALLS:
            found[new] = call
    return found


def _bindings(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign():
                for target in node.targets:
                    yield from _pairs(target, node.value)
            case ast.AnnAssign(value=ast.expr()) if node.value is not None:
                yield from _pairs(node.target, node.value)
            case ast.NamedExpr():
                yield from _pairs(node.target, node.value)
            case ast.ImportFrom():
                yield from ((each.asname, ast.Name(each.name)) for each in node.names if each.asname)
            case ast.arguments():
                yield from _defaults(node)


def _defaults(given: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    places = [*given.posonlyargs, *given.args]
    last = places[len(places) - len(given.defaults) :]
    yield from ((each.arg, value) for each, value in zip(last, given.defaults, strict=True))
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    yield from ((each.arg, value) for each, value in named if value is not None)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, one in zip(target.elts, value.elts, strict=False):
            yield from _pairs(each, one)
    elif name := _name(target):
        yield name, value


def _name(value: ast.expr) -> str:
    """The last part of a name: `ngettext` of `self.context.translator.ngettext`."""
    match value:
        case ast.Name():
            return value.id
        case ast.Attribute():
            return value.attr
        case _:
            return ""
