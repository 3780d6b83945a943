"""The shipped sources: each publication once."""

import re
from collections import defaultdict

from shipped import RULEBOOK


def page(link: str) -> str:
    """What a link leads to, however it is written."""
    return link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").lower()


def test_no_two_sources_are_one_page():
    named = defaultdict(list)
    for source in RULEBOOK.sources:
        if source.link:
            named[page(source.link)].append(source.id)
    assert len(named) > 300
    assert [ids for ids in named.values() if len(ids) > 1] == []


def test_no_two_sources_are_one_publication():
    named = defaultdict(list)
    for source in RULEBOOK.sources:
        title = "".join(filter(str.isalnum, source.title.lower()))
        named[title, source.year].append(source.id)
    assert [ids for ids in named.values() if len(ids) > 1] == []


NAMED = re.compile("`([a-z0-9-]+)`")
LOCATED = [thing for thing in (*RULEBOOK.contraindications, *RULEBOOK.indications) if thing.locator]


def test_a_locator_says_where_in_a_source_of_its_own():
    assert LOCATED
    for thing in LOCATED:
        named = NAMED.findall(thing.locator)
        assert named
        assert set(named) <= set(thing.sources)
