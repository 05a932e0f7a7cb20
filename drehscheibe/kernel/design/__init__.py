"""Page layouts, form and table partials, and the one function that answers with a page."""

from drehscheibe.kernel.design.rendering import render_page

__all__ = ["render_page"]
