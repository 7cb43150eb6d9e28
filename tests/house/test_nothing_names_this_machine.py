"""No file that git keeps names a package registry's address or a path of the machine it was written on."""

import re

from tests.house.plan_of_the_house import shown, tracked_files

# Put together from pieces, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "deb." + "debian.org",
    "npm" + "mirror",
]
PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/opt/py" + "pi", "../sha" + "red", "/tmp/br" + "ief"]
FOUND = re.compile("|".join(re.escape(text) for text in REGISTRIES + PATHS))
BINARY = {".png", ".jpg", ".docx", ".xlsx", ".pdf", ".woff2", ".gz", ".zip", ".ico"}


def test_nothing_names_a_registry_or_a_path_of_a_machine() -> None:
    naming = [
        f"{shown(path)}: {found[0]}"
        for path in tracked_files()
        if path.suffix not in BINARY
        and (found := FOUND.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert naming == []


def test_the_locks_hold_hashes_and_no_addresses() -> None:
    locks = [path for path in tracked_files() if path.name in {"run.txt", "dev.txt", "package-lock.json"}]
    assert len(locks) == 3
    for path in locks:
        text = path.read_text(encoding="utf-8")
        assert "resolved" not in text
        assert "--index-url" not in text
        assert "sha" in text
