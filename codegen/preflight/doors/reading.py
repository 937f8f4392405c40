"""What a door is given of a file, and what it says of it."""

from __future__ import annotations

from ...reading.nodes import Node, Problem, plain
from ..request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ..cloudformation.deployed import Deployed
    from ..request import Spell
    from ..services import Services


class Source:
    """The text of one file.

    Attributes:
        text: its contents; offsets of nodes count in it, in code points.
        path: where it is, as it is reported.
        name: the last part of the path.
        services: the service packages: operations, schemas, facts.
        operation: the operation that the settings give, in any known spelling, or None.
        salt: makes stand-ins differ between files.
        deployed: what is known of the deployment of templates, or None.
    """

    __slots__ = ("deployed", "name", "operation", "path", "salt", "services", "text")

    def __init__(
        self,
        text: str,
        path: str,
        services: Services,
        operation: str | None,
        salt: str,
        deployed: Deployed | None = None,
    ) -> None:
        self.text: Final = text
        self.path: Final = path
        self.name: Final = path.replace("\\", "/").rpartition("/")[2]
        self.services: Final = services
        self.operation = operation
        self.salt: Final = salt
        self.deployed: Final = deployed


class Silence:
    """A suppression that is no comment. Frozen.

    Attributes:
        text: as after the ``botoforge:`` of a comment, such as ``ignore[enum]: the reason``.
        node: where it is written.
        title: the label of the requests it speaks for, empty for the whole file.
        at: an offset on the line that it speaks for instead, -1 for none.
    """

    __slots__ = ("at", "node", "text", "title")

    def __init__(self, text: str, node: Node, title: str, at: int) -> None:
        self.text: Final = text
        self.node: Final = node
        self.title: Final = title
        self.at: Final = at


class Reading:
    """What one file holds.

    Attributes:
        scenarios: the requests; several lists only for a template whose conditions lead to different ones.
        outcomes: for each of these lists what the variables of the conditions are, in words.
        problems: what is wrong with the document.
        told: whether the command line, the configuration or the file's name tells the operation.
        reason: why it holds no request, empty if it holds one; not a sentence but what follows "the file".
        hint: what would make the file a request, if its members fit several operations.
        comments: whether ``#`` begins a comment in it, where suppressions may stand.
        template: whether a CloudFormation template is among the documents.
        apart: whether the file is a release of its own, whatever stands beside it.
        resources: nodes whose ``Metadata`` may hold suppressions, each with the label it speaks for.
        silences: other suppressions.
        also: paths of other files, named in this one, that a run has to check too.
        unseen: what of the file is not looked at, each with the node where it is written.
        hidden: offsets between which the text must not be shown, beside what the model calls sensitive.
        placeholders: values that another tool fills in later.
    """

    __slots__ = (
        "_labels",
        "_services",
        "also",
        "apart",
        "comments",
        "hidden",
        "hint",
        "outcomes",
        "placeholders",
        "problems",
        "reason",
        "resources",
        "scenarios",
        "silences",
        "template",
        "told",
        "unseen",
    )

    def __init__(self, services: Services) -> None:
        self._services: Final = services
        self._labels: dict[tuple[str, str], int] = {}
        self.scenarios: list[list[Request]] = [[]]
        self.outcomes: list[dict[str, str]] = [{}]
        self.problems: list[Problem] = []
        self.told = False
        self.reason = ""
        self.hint = ""
        self.comments = False
        self.template = False
        self.apart = False
        self.placeholders = 0
        self.resources: list[tuple[Node, str]] = []
        self.silences: list[Silence] = []
        self.also: list[str] = []
        self.unseen: list[tuple[Node, str]] = []
        self.hidden: list[tuple[int, int]] = []

    def add(
        self,
        operation: tuple[str, str],
        node: Node,
        *,
        label: str = "",
        group: str = "",
        in_order: bool = True,
        spell: Spell | None = None,
        optional: tuple[tuple[str, ...], ...] = (),
    ) -> str:
        """Adds a request, and returns its label as it is reported.

        Args:
            operation: the service package and the API operation, as `Services.operations` has them.
            node: the request in wire names; see the package's first lines.
            label: what people call it, such as a resource's address; made unique among those of its operation.
            group: what it is a release with, apart from all else, such as a state machine's name; empty: with its file.
            in_order: whether the requests of its release all happen, in this order; if not, they are alternatives, and
                nothing is said of names that are made twice, of what happened before and of what is missing.
            spell: how the file writes a wire name below a path, for messages; None: as the API does.
            optional: paths that the file need not write, ``*`` for any index.
        """
        from ..unknowns import is_known, settled

        request = Request(*operation, node, None, self._unique(operation[1], label))
        request.open = not is_known(node)
        request.data = settled(node, self._services.view(*operation)) if request.open else plain(node)
        request.group = group
        request.in_order = in_order
        request.spell = spell
        request.optional = optional
        for scenario in self.scenarios:
            scenario.append(request)
        return request.title

    def _unique(self, operation: str, label: str) -> str:
        number = self._labels[operation, label] = self._labels.get((operation, label), 0) + 1
        return f"{label} ({number})" if label and number > 1 else label

    def report(self, rule: str, message: str, node: Node, severity: str = "error", title: str = "") -> None:
        """Reports something that is wrong with the form itself, of the request with a label or of the whole file.

        The rule is one of `findings.OWN_RULES`.
        """
        self.problems.append(Problem(rule, message, node.start, node.end, severity, title))

    def silence(self, text: str, node: Node, *, title: str = "", at: int = -1) -> None:
        """Notes a suppression that is no ``#`` comment, if the text is one; see `Silence`."""
        self.silences.append(Silence(text, node, title, at))
