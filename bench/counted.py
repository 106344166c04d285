"""What a PDF holds, as JSON: how many pages, and the letters and digits on some of them. A process of its own.

usage: counted.py PDF [PAGE …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pypdf import PdfReader

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.others import letters


def main() -> None:
    pages = PdfReader(sys.argv[1]).pages
    texts = {
        number: letters(pages[int(number) - 1].extract_text())
        for number in sys.argv[2:]
        if int(number) <= len(pages)
    }
    print(json.dumps({"pages": len(pages), "texts": texts}))


if __name__ == "__main__":
    main()
