"""What libyaml refuses and the AWS CLI's parser reads, written so that libyaml reads it, every place where it was.

Characters are only exchanged for as many others, one place at a time, where libyaml has stopped; scalars and anchors
get theirs back. Nothing here parses: what is exchanged follows from where libyaml stopped and what it said.
"""

from __future__ import annotations

from .nodes import Problem, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ANCHOR = "did not find expected alphabetic or numeric character"
NO_NODE = "did not find expected node content"
_DIRECTIVES = (
    "found unknown directive name",
    "found incompatible YAML document",
    "found unexpected non-alphabetical character",
)
_COLON_INSIDE = "found unexpected ':'"
_NO_START = "did not find expected <document start>"
_TAB = "found a tab character where an indentation space is expected"
_COLON, _TABULATOR = "\ue000", "\ue001"
"""Characters for private use that stand in for a colon and a tab while libyaml reads."""
_MOST = 32
_NAME = r"[&*]([^\s,\[\]{}]+)"
"""An anchor or alias, as YAML 1.2 has it."""


class StandIns:
    """A text on its way to libyaml.

    Attributes:
        text: what libyaml is to read.
        exchanged: whether that is another text than was written.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.exchanged = False
        self._left = 0 if _COLON in text or _TABULATOR in text else _MOST
        self._names: dict[str, str] = {}

    def exchange(self, problem: Problem) -> bool:
        """Takes out the one thing that libyaml refuses at a place and the AWS CLI reads; False if it is another."""
        changed = self._changed(problem.message, problem.start) if self._left else None
        if changed is None:
            return False
        self._left -= 1
        self.text, self.exchanged = changed, True
        return True

    def scalar(self, text: str, event: Any) -> str:
        """A scalar with what was written there."""
        if _TABULATOR in text and event.style != "|":
            message = "a line of this folded text begins with a tab; indent it with spaces, or write | for >"
            raise Unreadable(Problem("syntax", message, event.start_mark.index, event.end_mark.index))
        return text.replace(_COLON, ":").replace(_TABULATOR, "\t")

    def anchor(self, name: str) -> str:
        """An anchor's name as it was written."""
        return next((written for written, stand_in in self._names.items() if stand_in == name), name)

    def cut_short(self, name: str, start: int) -> int | None:
        """Where libyaml took the end of an anchor's name for something else; None if it did not."""
        import re

        found = re.compile(_NAME).search(self.text, start)
        return found.start(1) + len(name) if found and found[1] != name and found[1].startswith(name) else None

    def _changed(self, message: str, at: int) -> str | None:
        here, after = self.text[at : at + 1], self.text[at + 1 : at + 2]
        if message.endswith(_DIRECTIVES):
            at = self.text.rfind("%", 0, at + 1)
            return self._with("#", at) if at >= 0 and _is_directive(self.text, at) else None
        if message.endswith(_NO_START):
            at = self.text.rfind("\n...", 0, at) + 1
            return self._with("---", at) if not self.text[at + 3 : at + 4].strip() else None
        if message.endswith(ANCHOR):
            return self._renamed(at)
        if here == ":" and message.endswith(_COLON_INSIDE):
            return self._with(_COLON, at)
        if here == ":" and message.endswith(NO_NODE) and after and not after.isspace() and after not in ",[]{}":
            return self._with(_COLON, at)
        return self._with(_TABULATOR, at) if here == "\t" and message.endswith(_TAB) else None

    def _with(self, stand_in: str, at: int) -> str:
        return self.text[:at] + stand_in + self.text[at + len(stand_in) :]

    def _renamed(self, at: int) -> str | None:
        """The text with an anchor or alias of letters and digits in place of the one that goes on at `at`."""
        import re

        begin = re.compile(r"[&*][\w-]*\Z", re.ASCII).search(self.text, self.text.rfind("\n", 0, at) + 1, at)
        found = re.compile(_NAME).match(self.text, begin.start()) if begin else None
        if found is None:
            return None
        name = found[1]
        if name not in self._names:
            free = (f"{number:0{len(name)}}" for number in range(10 ** min(len(name), 3)))
            taken = set(re.findall(_NAME, self.text))
            stand_in = next((one for one in free if one not in taken), None)
            if stand_in is None:
                return None
            self._names[name] = stand_in
        return self._with(self._names[name], found.start(1))


def _is_directive(text: str, at: int) -> bool:
    """Whether a directive begins here that may be passed over: before a document, and of no other major version."""
    import re

    before = [line for line in text[:at].splitlines() if line.strip() and not line.lstrip().startswith(("#", "%"))]
    after = (line for line in text[at:].splitlines() if line.strip() and not line.lstrip().startswith(("#", "%")))
    version = re.compile(r"%YAML\s+(?!1\.)").match(text, at)
    begins = text[at - 1 : at] in ("", "\n", "\r") and not version
    return begins and (not before or before[-1].startswith("...")) and next(after, "").startswith("---")
