"""Import contracts of our own: a room is entered by its doors, no imports cross the wall, pure stays pure."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """From another room a module may import only what stands in the doors (``services``, ``queries`` …).

    ``open_rooms`` may be entered anywhere; the ``assembly`` puts the house together and may enter all.
    A room's tests may look into the rooms below them: they check what was written, and the floors keep the direction.
    """

    root: Any = fields.StringField()
    doors: Any = fields.SetField(subfield=fields.StringField())
    open_rooms: Any = fields.SetField(subfield=fields.StringField(), required=False)
    assembly: Any = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        modules = sorted(str(module) for module in graph.find_descendants(self.root))
        broken = [
            (importer, imported)
            for importer in modules
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported.startswith(f"{self.root}.") and not self._may_enter(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _may_enter(self, importer: str, imported: str) -> bool:
        here, *inside = importer.split(".")[1:]
        room, *rest = imported.split(".")[1:]
        if here == room or here in (self.assembly or ()) or room in (self.open_rooms or ()):
            return True
        if inside[:1] == ["tests"]:
            return True
        return bool(rest) and rest[0] in self.doors

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} climbs in by {imported}")


class WallContract(Contract):
    """No chain of imports leads from the figures wing to the people wing, or back.

    Rooms named here need not exist yet: the wall waits for them.
    """

    root: Any = fields.StringField()
    figures: Any = fields.SetField(subfield=fields.StringField())
    people: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        figures, people = self._standing(graph, self.figures), self._standing(graph, self.people)
        ways = [(a, b) for a in figures for b in people] + [(b, a) for a in figures for b in people]
        chains = [
            chain
            for importer, imported in ways
            for chain in graph.find_shortest_chains(importer=importer, imported=imported)
        ]
        return ContractCheck(kept=not chains, metadata={"chains": sorted(chains)})

    def _standing(self, graph: ImportGraph, rooms: set[str]) -> list[str]:
        names = [f"{self.root}.{room}" for room in sorted(rooms)]
        return [name for name in names if name in graph.modules]

    def render_broken_contract(self, check: ContractCheck) -> None:
        for chain in check.metadata["chains"]:
            output.print_error(" -> ".join(chain))


class PureContract(Contract):
    """Nothing in these packages but the modules named reaches a forbidden one, not even through others."""

    packages: Any = fields.SetField(subfield=fields.StringField())
    except_modules: Any = fields.SetField(subfield=fields.StringField(), required=False)
    forbidden: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        modules = {str(m) for package in self.packages for m in (package, *graph.find_descendants(package))}
        chains = [
            chain
            for module in sorted(modules - set(self.except_modules or ()))
            for forbidden in sorted(self.forbidden)
            if forbidden in graph.modules
            and (chain := graph.find_shortest_chain(importer=module, imported=forbidden))
        ]
        return ContractCheck(kept=not chains, metadata={"chains": chains})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for chain in check.metadata["chains"]:
            output.print_error(" -> ".join(chain))
