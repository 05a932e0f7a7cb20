"""Accessibility findings of a page as it stands in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RUN = """(known) => {
  const looks = new Set(known), kept = new WeakMap();
  const ground = node => {
    if (!node || node === document.documentElement) return '';
    if (!kept.has(node)) {
      const style = getComputedStyle(node), state = ['aria-current', 'aria-disabled', 'disabled'];
      kept.set(node, ground(node.parentElement) + '>' + [node.tagName, node.getAttribute('class'),
        ...state.map(each => node.getAttribute(each)), style.backgroundColor,
        style.backgroundImage, style.opacity].join('|'));
    }
    return kept.get(node);
  };
  const short = text => {  // 53 bits are plenty for some thousand looks, and travel lightly
    let one = 7, two = 11;
    for (const each of text) {
      one = Math.imul(one ^ each.codePointAt(0), 2654435761);
      two = Math.imul(two ^ each.codePointAt(0), 1597334677);
    }
    return (one >>> 0) * 2097152 + (two >>> 11);
  };
  const rule = axe._audit.rules.find(each => each.id === 'color-contrast');
  const matches = rule.matches;
  rule.matches = (node, ...more) => {
    const style = getComputedStyle(node);
    const look = short([ground(node), style.color, style.fontSize, style.fontWeight].join());
    if (looks.has(look) || !matches(node, ...more)) return false;
    looks.add(look);
    return true;
  };
  return axe.run({resultTypes: ['violations'], preload: false}).then(found => ({
    looks: [...looks],
    told: found.violations.flatMap(each => each.nodes.slice(0, 3).map(node =>
      `${each.id}: ${JSON.stringify(node.target)} ${(node.failureSummary || '').slice(0, 160)}`))
  }));
}"""
"""Only what is wrong leaves the browser. Preloaded style sheets are for one rule we do not run.

Contrast is most of the work, and the hundredth row of a table looks like the second: an element is
measured once for its look, which is its own colour and size on the colours, images, opacities,
classes and states of all that it lies in."""
Looks = set[int]
"""What was measured already, where many pages are looked at in one context."""


def findings(page: Page, looks: Looks | None = None) -> list[str]:
    """What axe finds, one line each; works only where scripts run."""
    page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, sorted(looks or ()))
    if looks is not None:
        looks.update(found["looks"])
    told: list[str] = found["told"]
    return told
