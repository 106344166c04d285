"""What a PDF holds, as JSON: how many pages, and the letters and digits on some of them. A process of its own.

usage: counted.py PDF [PAGE …]
"""

from __future__ import annotations

import json
import sys

from pypdf import PdfReader


def letters(text: str) -> str:
    """A text by which two engines can be compared: its letters and digits, as each spaces and breaks it its own way."""
    return "".join(filter(str.isalnum, text))


def main() -> None:
    pages = PdfReader(sys.argv[1]).pages
    texts = {number: letters(pages[int(number) - 1].extract_text()) for number in sys.argv[2:] if int(number) <= len(pages)}
    print(json.dumps({"pages": len(pages), "texts": texts}))


if __name__ == "__main__":
    main()
