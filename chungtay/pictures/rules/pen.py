"""Writes SVG: classes for the page, presentation attributes for paper; a stylesheet overrules the latter."""

from html import escape

# role -> how it looks where no stylesheet speaks: ink on white, told apart in grey as well.
_LOOKS = {
    "text": 'fill="#1b2733"',
    "muted": 'fill="#5b6875"',
    "grid": 'stroke="#dfe3e6" stroke-width="1" fill="none"',
    "stroke": 'stroke="#0b6e6e" stroke-width="2.5" fill="none" stroke-linejoin="round"',
    "wanted": 'stroke="#5b6875" stroke-width="1.5" stroke-dasharray="6 5" fill="none"',
    "dot": 'fill="#0b6e6e"',
    "hollow": 'fill="#ffffff" stroke="#0b6e6e" stroke-width="1.5"',
    "bar": 'fill="#0b6e6e" fill-opacity="0.75"',
    "bar-short": 'fill="#0b6e6e" fill-opacity="0.3"',
    "whisker": 'stroke="#1b2733" stroke-width="1.5" fill="none"',
    "edge": 'stroke="#ffffff" stroke-width="1.5" vector-effect="non-scaling-stroke"',
    "unknown": 'stroke="#7c8995" stroke-width="1" stroke-dasharray="4 4" vector-effect="non-scaling-stroke"',
    "depth-0": 'fill="#ffffff"',
    "depth-1": 'fill="#0b6e6e" fill-opacity="0.15"',
    "depth-2": 'fill="#0b6e6e" fill-opacity="0.35"',
    "depth-3": 'fill="#0b6e6e" fill-opacity="0.55"',
    "depth-4": 'fill="#0b6e6e" fill-opacity="0.78"',
    "depth-5": 'fill="#085454"',
    "kind-0": 'fill="#ffffff"',
    "kind-1": 'fill="#2f6b3a" fill-opacity="0.45"',
    "kind-2": 'fill="#996900" fill-opacity="0.25"',
    "kind-3": 'fill="#b3361b" fill-opacity="0.35"',
    "kind-4": 'fill="#b3361b" fill-opacity="0.65"',
    "kind-5": 'fill="#b3361b"',
}
_FACE = "Be Vietnam Pro, Libertinus Serif, sans-serif"  # the page's; typst brings the second


class Pen:
    """Collects what is drawn. Measures are in units of the picture; whole numbers, so that no locale bends them."""

    def __init__(self, width: int, size: int) -> None:
        self.width, self.size, self.height = width, size, 0
        self._said: list[str] = []

    def path(self, d: str, *roles: str, tip: str = "", href: str = "") -> None:
        inner = f"<title>{escape(tip)}</title>" if tip else ""
        self._add(
            f'<path {_look(roles)} d="{d}">{inner}</path>' if inner else f'<path {_look(roles)} d="{d}"/>',
            href,
        )

    def box(
        self, x: int, y: int, width: int, height: int, *roles: str, tip: str = "", href: str = ""
    ) -> None:
        self.path(f"M{x} {y}h{width}v{height}h-{width}z", *roles, tip=tip, href=href)

    def dot(self, x: int, y: int, role: str, tip: str) -> None:
        self._add(
            f'<circle {_look((role,))} cx="{x}" cy="{y}" r="4"><title>{escape(tip)}</title></circle>', ""
        )

    def text(
        self, x: int, y: int, words: str, role: str = "text", *, anchor: str = "start", href: str = ""
    ) -> None:
        """``y`` is the line that the letters stand on."""
        self._add(
            f'<text {_look((role,))} x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>', href
        )

    def svg(self) -> str:
        """Silent for a screen reader: the words and the table beside it say the same."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture-drawing" viewBox="0 0 {self.width} {self.height}" '
            f'font-family="{_FACE}" font-size="{self.size}" aria-hidden="true" focusable="false">'
            f"{''.join(self._said)}</svg>"
        )

    def _add(self, drawn: str, href: str) -> None:
        self._said.append(f'<a href="{escape(href)}" tabindex="-1">{drawn}</a>' if href else drawn)


def _look(roles: tuple[str, ...]) -> str:
    return f'class="{" ".join(f"p-{role}" for role in roles)}" {" ".join(_LOOKS[role] for role in roles)}'
