"""What can be seen of a page: whether it fits, whether it can be hit, whether it can be read."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What sticks out to the side, by the innermost element that does.
WIDE = """() => {
  const sticksOut = (one) => one.getBoundingClientRect().right > innerWidth + 0.5;
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const isInnermost = (one) => sticksOut(one) && ![...one.children].some(sticksOut);
  const out = [...document.body.querySelectorAll("*")].filter(isInnermost);
  return [`${wide} px`, ...out.slice(0, 8).map((one) => one.outerHTML.slice(0, 120))];
}"""
JUDGE = """async (tags) => {
  const { violations } = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 5).map(
    (node) => [node.target.join(" "), ...[...node.any, ...node.all].map((check) => check.message)].join(": "),
  ) }));
}"""


def sticks_out(page: Page, width: int) -> list[str]:
    """What makes the page scroll sideways at this width in CSS pixels; empty when nothing does."""
    page.set_viewport_size({"width": width, "height": 844})
    found: list[str] = page.evaluate(WIDE)
    return [f"at {width}: {one}" for one in found]


def barriers(page: Page, *, scheme: str) -> list[str]:
    """Serious and critical findings of axe in a colour scheme ("light", "dark")."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(JUDGE, TAGS)
    return [
        f"{scheme}: {one['id']} ({one['impact']}): {node}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
