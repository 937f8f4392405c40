"""Plans as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .compare import measures

if TYPE_CHECKING:
    from ..runtime.endpoints.timeline import Timeline

_CSS = """\
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:80rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;overflow-wrap:anywhere}
figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{padding:.25rem .75rem;border-top:1px solid #8c959f66;text-align:left}
li{overflow-wrap:anywhere}
"""


def page(found: list[Timeline], *, beside: bool) -> str:
    """A page with the picture, the table and the notes of each plan, and the plans side by side where asked for."""
    parts = [_comparison(found)] if beside else []
    parts += [f"<section><h2>{escape(t.title)}</h2>\n{t.html()}</section>" for t in found]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Deployment plan</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_CSS}</style></head>\n<body><main><h1>Deployment plan</h1>\n{''.join(parts)}</main></body></html>\n"
    )


def _comparison(found: list[Timeline]) -> str:
    head, *rows = measures(found)
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(c)}</td>" for c in cells)}</tr>'
        for name, *cells in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>\n"
