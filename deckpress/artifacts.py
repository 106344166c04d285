"""Page furniture in a tagged PDF: what hangs in no structure tree becomes an artifact (ISO 14289-1, 7.1).

WeasyPrint marks the words in page margins as spans and leaves them out of the tree, so a screen reader can't tell that
they are no part of the text. Works on pydyf's objects, before the file is written.
"""

from __future__ import annotations

from typing import Any

import pydyf


def mark_artifacts(pdf: pydyf.PDF) -> int:
    """Mark as artifacts the contents whose structure element is in no tree; the answer is how many there were."""
    objects = {item.reference: item for item in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    numbers = objects[root["ParentTree"]]["Nums"]
    parents_of = dict(zip(numbers[::2], numbers[1::2], strict=True))
    in_tree = _in_tree(objects, root["K"])
    count = 0
    for reference in pdf.page_references:
        page = objects[reference]
        parents = parents_of[page["StructParents"]]
        orphans = {n for n, parent in enumerate(parents) if parent not in in_tree}
        for n in orphans:
            objects[parents[n]].clear()
            parents[n] = b"null"
        _rewrite(objects[page["Contents"]].stream, orphans)
        count += len(orphans)
    return count


def _in_tree(objects: dict[bytes, Any], kids: list[Any]) -> set[bytes]:
    """The references of all structure elements under these."""
    found: set[bytes] = set()
    waiting = [kid for kid in kids if isinstance(kid, bytes)]
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found.add(reference)
            waiting += [kid for kid in objects[reference].get("K", ()) if isinstance(kid, bytes)]
    return found


def _rewrite(stream: list[Any], orphans: set[int]) -> None:
    """Change the marks of these contents, in a page's operators, from a tag with a number to a pagination artifact."""
    for at, mark in enumerate(stream):
        if isinstance(mark, dict) and mark.get("MCID") in orphans:
            stream[at - 1] = "/Artifact"
            stream[at] = pydyf.Dictionary({"Type": "/Pagination"})
