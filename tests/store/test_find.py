"""Finding project files: what a search of a folder takes for one."""

from pathlib import Path

import coprod
from coprod.store.find import search


def test_no_file_of_the_package_is_taken_for_a_project() -> None:
    # A virtual environment lies inside many projects, and `coprod check .` finds what it holds.
    assert search(Path(coprod.__file__).parent) == ([], [])
