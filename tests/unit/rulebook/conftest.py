"""What several tests of the rulebook need."""

import pytest

from unit.rulebook.book_files import FILES, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A sound rulebook in the folder ``book`` of the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        write(name, content)
    return tmp_path / "book"
