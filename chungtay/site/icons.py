"""The icons by what they mean here; their strokes come from heroicons (MIT), read out of node_modules."""

import re
from functools import cache

from chungtay.site.environment import ROOT

STROKES = ROOT / "node_modules" / "heroicons" / "24" / "outline"

# Our name -> the file's. Templates use only our names, so that one meaning has one picture everywhere.
ICONS = {
    # work, in the order of the menu
    "home": "home",
    "work": "inbox",
    "plan": "clipboard-document-list",
    "task": "clipboard-document-check",
    "figures": "chart-bar",
    "register": "book-open",
    "place": "map-pin",
    "map": "map",
    "case": "folder",
    "tip": "megaphone",
    "budget": "banknotes",
    "report": "document-chart-bar",
    "document": "document-text",
    "agency": "building-library",
    "people": "user-group",
    "user": "user-circle",
    "calendar": "calendar-days",
    "timeline": "bars-arrow-down",
    "history": "clock",
    "source": "document-magnifying-glass",
    "target": "flag",
    "notice": "bell",
    "note": "chat-bubble-bottom-center-text",
    "check-square": "clipboard-document-check",
    "list": "list-bullet",
    # states
    "not-started": "minus-circle",
    "doing": "play-circle",
    "done": "check-circle",
    "late": "exclamation-triangle",
    "soon": "bell-alert",
    "not-reported": "question-mark-circle",
    "waiting": "pause-circle",
    "rejected": "no-symbol",
    "warning": "exclamation-triangle",
    "error": "x-circle",
    "info": "information-circle",
    "no-right": "lock-closed",
    "offline": "signal-slash",
    "empty": "inbox-stack",
    # actions
    "add": "plus",
    "edit": "pencil-square",
    "remove": "trash",
    "close": "x-mark",
    "check": "check",
    "search": "magnifying-glass",
    "filter": "funnel",
    "save": "bookmark",
    "upload": "arrow-up-tray",
    "download": "arrow-down-tray",
    "print": "printer",
    "attach": "paper-clip",
    "send": "paper-airplane",
    "link": "link",
    "open": "arrow-top-right-on-square",
    "split": "scissors",
    "merge": "arrows-pointing-in",
    "undo": "arrow-uturn-left",
    "refresh": "arrow-path",
    "sort": "chevron-up-down",
    "up": "chevron-up",
    "down": "chevron-down",
    "left": "chevron-left",
    "right": "chevron-right",
    "more": "ellipsis-horizontal",
    "menu": "bars-3",
    "keyboard": "command-line",
    "help": "question-mark-circle",
    "settings": "cog-6-tooth",
    "language": "language",
    "sun": "sun",
    "moon": "moon",
    "screen": "computer-desktop",
    "sign-out": "arrow-right-start-on-rectangle",
}


@cache
def strokes(name: str) -> str:
    """The inside of the svg element that draws the icon; KeyError for a name that is not ours."""
    drawing = (STROKES / f"{ICONS[name]}.svg").read_text(encoding="utf-8")
    return " ".join(re.findall(r"<path[^>]*/>", drawing))
