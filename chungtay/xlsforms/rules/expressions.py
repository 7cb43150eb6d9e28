"""The expressions of XLSForm (a part of XPath 1.0), parsed once into a plain tree.

The tree is JSON (lists and words), so that the browser works out the same one:
``["num", 1]``, ``["str", "x"]``, ``["ref", "name"]``, ``["self"]``, ``["call", "sum", [...]]``, ``["+", a, b]``.
A path ("../so", "/data/nhom/so") is read as the question at its end: names are unique in a form.
"""

import re
from functools import lru_cache

Tree = list[object]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<num>\d+(?:\.\d+)?|\.\d+)
    | (?P<str>"[^"]*"|'[^']*')
    | \$\{\s*(?:last-saved\#)?(?P<ref>[^}\s]+)\s*\}
    | (?P<path>(?:current\(\)/)?(?:\.\.?/|/)+(?:[\w.\-]+/)*[\w.\-]+)
    | (?P<name>[A-Za-z_][\w\-]*(?::[A-Za-z_][\w\-]*)?)
    | (?P<op><=|>=|!=|\.\.|[=<>+\-*(),.|])
    )""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_DEEPEST = 60  # a form is a stranger's: brackets in brackets end somewhere


class BadExpression(ValueError):
    """It cannot be read; ``str`` says where it stops making sense."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """The tree of an expression. Raises BadExpression."""
    reader = _Reader(_tokens(text))
    tree = reader.binary(0)
    if reader.at < len(reader.tokens):
        raise BadExpression(reader.tokens[reader.at][1])
    return tree


def references(tree: Tree) -> set[str]:
    """The names of the questions that the expression reads."""
    if tree[0] == "ref":
        return {str(tree[1])}
    parts = tree[2] if tree[0] == "call" else tree[1:]
    return {
        name
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, list)
        for name in references(part)
    }


def calls(tree: Tree) -> set[str]:
    """The functions that the expression uses."""
    found = {str(tree[1])} if tree[0] == "call" else set()
    parts = tree[2] if tree[0] == "call" else tree[1:]
    for part in parts if isinstance(parts, list) else []:
        found |= calls(part) if isinstance(part, list) else set()
    return found


def patterns(tree: Tree) -> list[str | None]:
    """The pattern of every regex() of the expression; None for one that is not written there, but worked out."""
    found: list[str | None] = []
    if tree[:2] == ["call", "regex"]:
        match tree[2]:
            case [_, ["str", str(pattern)]]:
                found.append(pattern)
            case _:
                found.append(None)
    parts = tree[2] if tree[0] == "call" else tree[1:]
    for part in parts if isinstance(parts, list) else []:
        found += patterns(part) if isinstance(part, list) else []
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadExpression(text[at : at + 20].strip())
        kind = str(match.lastgroup)
        found.append((kind, match[kind]))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, wanted: str = "") -> tuple[str, str]:
        token = self.peek()
        if token[0] == "end" or (wanted and token[1] != wanted):
            raise BadExpression(token[1] or "…")
        self.at += 1
        return token

    def binary(self, level: int) -> Tree:
        self.depth += 1
        if self.depth > _DEEPEST * len(_LEVELS):
            raise BadExpression("(((")
        if level == len(_LEVELS):
            tree = self.unary()
        else:
            tree = self.binary(level + 1)
            while self.peek()[0] in ("op", "name") and self.peek()[1] in _LEVELS[level]:
                sign = self.take()[1]
                tree = [sign, tree, self.binary(level + 1)]
        self.depth -= 1
        return tree

    def unary(self) -> Tree:
        if self.peek() == ("op", "-"):
            self.take()
            return ["-", self.unary()]
        return self.primary()

    def primary(self) -> Tree:
        kind, text = self.take()
        match kind:
            case "num":
                return ["num", float(text)]
            case "str":
                return ["str", text[1:-1]]
            case "ref":
                return ["ref", text]
            case "path":
                return ["ref", text.rsplit("/", 1)[1]]
            case "name":
                return self.call(text)
        if text == "(":
            tree = self.binary(0)
            self.take(")")
            return tree
        if text in (".", ".."):  # the second only as position(..)
            return ["self"]
        raise BadExpression(text)

    def call(self, name: str) -> Tree:
        if self.peek() != ("op", "("):
            raise BadExpression(name)
        self.take("(")
        given: list[object] = []
        while self.peek() != ("op", ")"):
            given.append(self.binary(0))
            if self.peek() == ("op", ","):
                self.take(",")
        self.take(")")
        return ["call", name, given]
