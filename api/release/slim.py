"""Take out of a page what only a script could use: the booklet carries none, and is passed on by hand."""

import re
from html.parser import HTMLParser

_SCRIPT_ONLY = re.compile(r'\s(?:data-[\w-]+|tabindex|autocomplete|aria-labelledby|role="status")(?:="[^"]*")?')
_ID = re.compile(r'(?<=\S)\sid="([^"]*)"(?=[^<>]*>)')
_REFERENCE = re.compile(r'(?:href="#|\bfor="|aria-describedby="|url\(#)([^")]+)')
# Fields keep nothing in a file, and a promise beside them would be false.
_DROPPED = {"template", "textarea", "input"}
_WAITING = {"hidden", "data-state"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def slim(html: str) -> str:
    """Return the page without hidden elements, templates, custom elements' tags and attributes that nothing needs.

    Those are what only a script uses, and names that nothing on the page refers to.
    """
    reader = _Slimmer()
    reader.feed(html)
    reader.close()
    slimmer = "".join(reader.kept)
    named = set(_REFERENCE.findall(slimmer))
    return _ID.sub(lambda found: found[0] if found[1] in named else "", slimmer)


class _Slimmer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._dropping and not _goes(tag, attrs):
            self._keep_tag(tag)
        elif tag not in _VOID:
            self._dropping.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._dropping and not _goes(tag, attrs):
            self._keep_tag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            if tag in self._dropping:
                while self._dropping.pop() != tag:
                    pass
            return
        if "-" not in tag:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._dropping:
            self.kept.append(text)

    def _keep_tag(self, tag: str) -> None:
        if "-" not in tag:
            self.kept.append(_SCRIPT_ONLY.sub("", self.get_starttag_text() or ""))


def _goes(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    return tag in _DROPPED or any(name in _WAITING for name, _ in attrs)
