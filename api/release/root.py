"""The front page for hosts without a server of ours: every language by its own name."""

from markupsafe import Markup

from api.release.pages import ReleaseContext, RenderedPage, environment_of
from api.templating import tidy


def render_root(context: ReleaseContext) -> RenderedPage:
    """Return `/`: a list of languages; a script goes on to the best one where there is a script."""
    template = environment_of(context.templates, context.compiled).get_template("pages/root.html")
    html = template.render(release=context, critical_css=Markup(context.critical_css))  # noqa: S704 - our own build output
    return RenderedPage("/", tidy(html), "root")
