"""Count how far each part of each language is: what is shown, and how well it was reviewed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.i18n.catalogs import Catalog


@dataclass(frozen=True)
class DomainStatus:
    """One PO file: how many texts it has, and how many of them stand in each review state.

    `behind` counts those that are shown as they were before the English changed; a file that is `withdrawn` is shown in
    English until a change that concerns safety is translated.
    """

    tag: str
    domain: str
    total: int
    states: Mapping[str, int]
    behind: int = 0
    withdrawn: bool = False

    @property
    def shown(self) -> int:
        """How many texts are shown in the language itself."""
        return self.total - self.states.get("missing", 0)


def status(catalog: Catalog, ids_by_domain: Mapping[str, Iterable[str]]) -> list[DomainStatus]:
    """Count the states of one language, a row for each domain."""
    rows = []
    for domain, ids in ids_by_domain.items():
        own = list(ids)
        states = Counter(map(catalog.review, own))
        behind, withdrawn = len(catalog.behind.intersection(own)), domain in catalog.withdrawn
        rows.append(DomainStatus(catalog.locale.tag, domain, states.total(), dict(states), behind, withdrawn))
    return rows
