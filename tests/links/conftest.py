"""What the tests of links share: a site, and the port at which it is served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.links.server import Site, serving


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def at(site: Site) -> Iterator[str]:
    """Where the site is, as a name."""
    with serving(site) as port:
        yield f"http://huis.test:{port}"
