"""The words of a page, without its markup: what size floors and floor pages are made of."""

from html.parser import HTMLParser


def words_of(page: str) -> list[str]:
    """Return the pieces of text of a page in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.words


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skip = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._skip += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._skip and data.strip():
            self.words.append(data.strip())
