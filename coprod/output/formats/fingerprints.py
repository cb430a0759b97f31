"""What a finding is known by from run to run, for programs that tell new findings from old ones."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from coprod.assess.rules.base import Finding


def fingerprinted(findings: Iterable[Finding], path: str) -> Iterator[tuple[Finding, str]]:
    """Each finding of one project, and its fingerprint: the same wherever the finding moves in its file.

    It holds the file, the rule's code, and the record, by its phase and session. Several of one record are numbered in
    their order, so that no two are alike.

    Args:
        findings: the findings of one project.
        path: the project's path from the top of the repository.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        record = finding.code, finding.phase or "", finding.session or ""
        seen[record] += 1
        parts = [path, *record, *([str(seen[record])] if seen[record] > 1 else [])]
        yield finding, hashlib.sha256(path_bytes("\0".join(parts))).hexdigest()


def path_bytes(path: str) -> bytes:
    """A path as the system has it: bytes that are no text stand in it as halves of pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
