"""The words of the program and their English translations.

    python -m tools.messages compile    English .po to .mo; make setup and setup-run do it
    python -m tools.messages update     add new words to the .po, drop those that are gone
    python -m tools.messages missing    list what English still lacks

The source strings are Vietnamese, so Vietnamese needs no file. No GNU gettext is needed.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chungtay.agencies.rules import capacities, power_words, roles
from chungtay.agencies.rules.successions import subjects
from chungtay.api.rules import scopes, worked_examples
from chungtay.api.words import ANYTHING_ELSE, FAULTS, TITLES
from chungtay.areas.rules.evidence import fact_kinds
from chungtay.budgets.rules import BASE_SALARY_WORDS, estimate_names
from chungtay.budgets.rules import sources as sources_of_money
from chungtay.law.rules.book import pages
from chungtay.overview.rules import emulation_words
from chungtay.pictures.rules import SENTENCES
from chungtay.places.rules import DATA, Kind, type_words
from chungtay.reader.problems import MESSAGES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "chungtay"
PO = PACKAGE / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"

LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
KEYWORDS = DEFAULT_KEYWORDS | LAZY
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")

HEAD = """# English of the pages. The keys are the Vietnamese words of the program; make messages keeps step.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def words_of_the_program() -> Catalog:
    """Every string that goes through gettext, from Python and templates, with the files it stands in."""
    catalog = Catalog(locale="en", charset="utf-8")
    python = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    templates = [path for kind in ("html", "txt") for path in PACKAGE.glob(f"*/templates/**/*.{kind}")]
    for paths, method in ((python, "python"), (templates, "enmerkar.extract:extract_django")):
        for path in sorted(paths):
            place = str(path.relative_to(ROOT))
            for line, words, _comments, context in extract_from_file(method, path, KEYWORDS):
                catalog.add(words, locations=[(place, line)], context=context)
    for path in sorted(python):
        for sentence in sentences_of_rules(path):
            catalog.add(sentence, locations=[(str(path.relative_to(ROOT)), 0)])
    for place, words in words_of_data():
        catalog.add(words, locations=[(f"chungtay/{place}", 0)])
    return catalog


def words_of_data() -> Iterator[tuple[str, str]]:
    """What data says on screen, each with the file it stands in. Kinds of villages are parts of names and stay."""
    for role in roles().values():
        said = (role.name, role.sentence, role.second_factor_why)
        yield from (("agencies/roles.toml", words) for words in said if words)
    yield from (("agencies/powers.toml", words.sentence) for words in power_words().values())
    yield from (("agencies/successions.toml", subject.name) for subject in subjects().values())
    yield from (("budgets/sources.toml", name) for name in sources_of_money().values())
    yield from (("budgets/outlook.toml", name) for name in estimate_names())
    for scope in scopes().values():
        yield from (("api/scopes.toml", words) for words in (scope.part, scope.sentence))
    yield from (("api/examples.toml", example["words"]) for example in worked_examples())
    yield from (("api/words.py", words) for words in (*TITLES.values(), *FAULTS.values(), ANYTHING_ELSE))
    yield "budgets/base_salary.toml", BASE_SALARY_WORDS
    yield from (("overview/emulation.toml", words) for words in emulation_words())
    for capacity in capacities().values():
        yield from (("agencies/capacities.toml", words) for words in (capacity.name, capacity.sentence))
    for fact in fact_kinds().values():
        yield from (("areas/evidence.toml", words) for words in (fact.label, fact.unit) if words)
    for policy in pages("areas")["policy"].values():
        yield "law/data/areas.toml", policy["question"]
    for kind in set(type_words()) - {Kind.VILLAGE}:
        yield from (("places/data/types.toml", words) for words in type_words()[kind])
    yield from (("pictures/rules/saying.py", words) for words in SENTENCES.values())
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    yield from (("places/data/sources.toml", row["credit"]) for row in sources.values() if "credit" in row)
    # A sentence with values is stored filled in, and stays as it is.
    yield from (("reader/problems.py", words) for words in MESSAGES.values() if not PLACEHOLDER.search(words))


def sentences_of_rules(path: Path) -> Iterator[str]:
    """The plain sentences that Problem(code, sentence) says, given directly or through a name.

    Rules know no gettext, so base/web.py translates them when it shows them.
    """
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    said = [
        node.args[1]
        for node in tree
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem" and len(node.args) > 1
    ]
    names = {ast.unparse(node) for node in said if isinstance(node, ast.Name)}
    said += [
        node.value for node in tree if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in names
    ]
    for node in said:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def translations() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def compile_translations() -> None:
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, translations())


def update_translations() -> None:
    """Keep what is translated, add what is new, drop what is gone; nothing is guessed."""
    catalog = translations()
    catalog.update(words_of_the_program(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        file.write(HEAD.encode())
        write_po(file, catalog, omit_header=True, include_lineno=False, sort_output=True, width=100)


def missing_translations() -> list[str]:
    """Words that English lacks, or translates with other placeholders."""
    known = translations()
    return [text for message in words_of_the_program() if message.id and (text := fault(message, known))]


def fault(message: Message, known: Catalog) -> str:
    """What is wrong with the translation of one word; empty when nothing is."""
    forms = every_form(message.id)
    source = forms[0]
    found = known.get(message.id, message.context)
    strings = every_form(found.string) if found else []
    if not strings or not all(strings) or (found and found.fuzzy):
        return f"not translated: {source}"
    allowed = set(PLACEHOLDER.findall(forms[-1]))
    if any(set(PLACEHOLDER.findall(string)) - allowed for string in strings):
        return f"other placeholders: {source}"
    return ""


def every_form(text: str | Sequence[str] | None) -> list[str]:
    """The singular and the plural, or the one form there is."""
    return [text] if isinstance(text, str) else list(text or ())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile"]:
            compile_translations()
        case ["update"]:
            update_translations()
            print(f"{len(missing_translations())} words still to translate in {PO.relative_to(ROOT)}")
        case ["missing"]:
            print("\n".join(missing_translations()))
        case _:
            sys.exit(__doc__)
