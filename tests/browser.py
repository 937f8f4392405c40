"""Pages in a real browser: measured in light and dark, on a phone and on a desk."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

BROWSER: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCHEMES: Final = ("light", "dark")
WIDTHS: Final = (360, 1200)

# Frames of every scheme and width, each measured from outside: the page itself runs no script.
_FRAME: Final = '<iframe style="color-scheme: {scheme}; width: {width}px; height: 900px" srcdoc="{page}"></iframe>'
_HARNESS: Final = """\
<!doctype html><meta charset="utf-8"><body>{frames}<pre id="found"></pre><script>
const light = c => {{
  const parts = c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255);
  const [r, g, b] = parts.map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}};
const ground = element => {{
  for (let e = element; e; e = e.parentElement) {{
    const colour = e.ownerDocument.defaultView.getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }}
  return "rgb(255, 255, 255)";
}};
const contrast = element => {{
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  const [a, b] = [light(style.color), light(ground(element))].sort((x, y) => y - x);
  return (a + .05) / (b + .05);
}};
addEventListener("load", () => {{
  const found = [...document.querySelectorAll("iframe")].map(frame => {{
    const page = frame.contentDocument, root = page.documentElement;
    const texts = [...page.body.querySelectorAll("*")].filter(
      e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
    const closed = page.querySelector("details");
    const before = closed.open;
    closed.querySelector("summary").click();
    return {{
      width: frame.clientWidth,
      title: page.title,
      background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
      overflow: root.scrollWidth - root.clientWidth,
      contrast: Math.min(...texts.map(contrast)),
      visible: texts.filter(e => e.getClientRects().length).length,
      toggled: closed.open !== before,
      fetched: frame.contentWindow.performance.getEntriesByType("resource").length,
      {more}
      broken: [...page.querySelectorAll("a")].filter(a => !page.querySelector(a.getAttribute("href"))).length,
    }};
  }});
  document.getElementById("found").textContent = JSON.stringify(found);
}});
</script>
"""


def browse(page: Path, folder: Path, *words: str) -> str:
    """What the browser prints of a file, which it opens with those options. Its profile goes below `folder`."""
    if BROWSER is None:
        assert "BOTOFORGE_BROWSER" not in os.environ, "a browser was asked for and there is none"
        pytest.skip("no Chromium here")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
    command = [BROWSER, *flags, f"--user-data-dir={folder / 'profile'}", *words, page.resolve().as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def frames(page: str, folder: Path, more: str = "") -> list[dict[str, Any]]:
    """What the browser makes of a page: by scheme, then by width.

    Args:
        page: the page.
        folder: where the browser may write.
        more: further properties of what is measured, as JavaScript over ``page``, the document.
    """
    quoted = html.escape(page, quote=True)
    made = (_FRAME.format(scheme=scheme, width=width, page=quoted) for scheme in SCHEMES for width in WIDTHS)
    harness = folder / "harness.html"
    harness.write_text(_HARNESS.format(frames="\n".join(made), more=more), encoding="utf-8")
    dom = browse(harness, folder, "--dump-dom")
    answer = re.search(r'<pre id="found">(.+?)</pre>', dom, re.DOTALL)
    assert answer is not None, dom[-2000:]
    found: list[dict[str, Any]] = json.loads(html.unescape(answer[1]))
    return found
