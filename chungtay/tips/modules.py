"""``tips/hpke.js``: the library that seals in the browser, made one file out of node_modules.

``@hpke/core`` imports ``@hpke/common`` by a bare name, which a browser resolves only with an import map, and an import
map stands inline in the page, where our Content-Security-Policy allows no script. So the modules that are needed (names
are followed through the files that only pass them on) are put one after the other into one file, each in a function of
its own, word for word but for ``import`` and ``export``. No builder is needed, and one request instead of thirty.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

PACKAGES = {"@hpke/core": "core/esm/mod.js", "@hpke/common": "common/esm/mod.js"}
NAMES = ("Aes256Gcm", "CipherSuite", "DhkemX25519HkdfSha256", "HkdfSha256")
PATH = "tips/hpke.js"

_IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\}|\* as (?P<whole>\w+)) from "(?P<of>[^"]+)";$', re.M)
_PASSED = re.compile(r'^export (?:\{(?P<names>[^}]*)\}|\*) from "(?P<of>[^"]+)";$', re.M)
_MADE = re.compile(r"^export (?=(?:async )?(?:class|const|function|let)\b)", re.M)
_MADE_NAME = re.compile(r"^export (?:async )?(?:class|const|function\*?|let) (?P<name>\w+)", re.M)
_DEFAULT = re.compile(r"^export default .*;\n", re.M)


class Unbundled(Exception):
    """The library has changed its form; this room must be taught the new one."""


class Bundle:
    """``text``: one ES module that exports ``NAMES``."""

    def __init__(self, packages: Path) -> None:
        self.packages = packages.resolve()
        self._parts: dict[Path, str] = {}
        origins = {name: self._origin(self.packages / PACKAGES["@hpke/core"], name) for name in NAMES}
        for file in origins.values():
            self._take(file)
        numbers = {file: number for number, file in enumerate(self._parts)}
        exports = [f"export const {name} = m{numbers[file]}.{name};\n" for name, file in origins.items()]
        note = "// @hpke/core, @hpke/common (MIT, Ajitomi Daisuke), put together by chungtay.tips.modules\n"
        self.text = note + "".join(self._parts.values()) + "".join(exports)

    def _take(self, file: Path) -> int:
        """The number of a module, after those that it needs."""
        if file in self._parts:
            return list(self._parts).index(file)
        source = file.read_text(encoding="utf-8")
        made = [found["name"] for found in _MADE_NAME.finditer(source)]
        body = _IMPORT.sub(lambda found: self._bound(file, found), source)
        body = _DEFAULT.sub("", _PASSED.sub("", _MADE.sub("", body)))
        if re.search(r"^(?:import|export)\b", body, re.M):
            raise Unbundled(str(file))
        number = len(self._parts)
        self._parts[file] = f"const m{number} = (() => {{\n{body}\nreturn {{ {', '.join(made)} }};\n}})();\n"
        return number

    def _bound(self, file: Path, found: re.Match[str]) -> str:
        """What stands in place of an import."""
        of = self._file(file, found["of"])
        if found["whole"]:
            return f"const {found['whole']} = m{self._take(of)};"
        return " ".join(
            f"const {alias} = m{self._take(self._origin(of, name))}.{name};"
            for name, alias in _names(found["names"])
        )

    def _origin(self, file: Path, wanted: str) -> Path:
        """The module that makes a name which this one may only pass on."""
        source = file.read_text(encoding="utf-8")
        if wanted in [found["name"] for found in _MADE_NAME.finditer(source)]:
            return file
        for found in _PASSED.finditer(source):
            if found["names"] is None or (wanted, wanted) in _names(found["names"]):
                try:
                    return self._origin(self._file(file, found["of"]), wanted)
                except Unbundled:
                    continue
        raise Unbundled(f"{wanted} in {file}")

    def _file(self, file: Path, name: str) -> Path:
        return self.packages / PACKAGES[name] if name in PACKAGES else (file.parent / name).resolve()


def _names(listed: str) -> list[tuple[str, str]]:
    """ "a, b as c" as (a, a), (b, c)."""
    pairs = [entry.split(" as ") for entry in re.split(r"\s*,\s*", listed.strip()) if entry]
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


class HpkeFinder(BaseFinder):
    """Gives staticfiles the bundle, kept in the data folder and written anew when the library changes."""

    def __init__(self, *_args: Any, **_given: Any) -> None:
        self.storage = FileSystemStorage(location=Path(settings.STATIC_ROOT).parent / "bundles")

    def check(self, **_given: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_given: Any) -> Any:
        if path != PATH:
            return []
        found = self._written()
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._written()
        yield PATH, self.storage

    def _written(self) -> str:
        target, text = Path(self.storage.path(PATH)), Bundle(settings.HPKE).text
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            aside = target.with_suffix(f".{os.getpid()}")  # whole or not at all: others may be reading
            aside.write_text(text, encoding="utf-8")
            aside.replace(target)
        return str(target)
