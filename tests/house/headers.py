"""What every answer says to the browser about what it may do with it: docs/security.md, Pages."""

from typing import Any

# The one policy of pages. A door for programs and a download say a stricter one: nothing at all may run in them.
PAGES = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'", "img-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
    "manifest-src": "'self'",
}  # fmt: skip
NOTHING_RUNS = "default-src 'none'"


def lax_headers(answer: Any) -> list[str]:
    """Each header of the answer that lets a browser do more than it must; empty is what must be."""
    said = answer.headers
    policy = said.get("Content-Security-Policy", "")
    told = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    wrong = (
        []
        if told == PAGES or (NOTHING_RUNS in policy and "script-src" not in told)
        else [f"policy: {policy}"]
    )
    if said.get("X-Content-Type-Options") != "nosniff":
        wrong.append("content is sniffed")
    if said.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        wrong.append(f"referrer: {said.get('Referrer-Policy')}")
    kind = said.get("Content-Type", "")
    if kind.startswith("text/html") and "charset=utf-8" not in kind.lower():
        wrong.append(f"type: {kind}")
    return wrong
