"""A build from end to end: the order of the stages."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from deckpress import fresh, laying, outputs, selection, write
from deckpress.anchors import is_placeholder
from deckpress.job import Job
from deckpress.memory import FEW_COLLECTIONS
from deckpress.options import Choice
from deckpress.plan import Plan
from deckpress.press import Press
from deckpress.reading import Ready, Request, read
from deckpress.render import Look, Renderer
from deckpress.scratch import Scratch
from deckpress.texts import listed

Say = Callable[[str], None]
Lay = Callable[[Press, Plan], Job]  # its folder comes when it is made
MOST_LISTED = 4  # names in one line for the user


def build(request: Request, say: Say, ready: Ready | None = None) -> list[str]:
    """Build the deck, judge what was made and put it in the output folder, all or nothing; lines to tell the user.

    `ready`: what `read` gave, where it was read already. Without an output folder everything is made and judged, and
    nothing kept. Raises DeckProblems and other BuildErrors; the output folder is then as it was.
    """
    return make(request, ready or read(request), partial(lay_out, request.choice), say)


def make(request: Request, ready: Ready, lay: Lay, say: Say) -> list[str]:
    """Make the outputs of what `lay` lays out, as `build` does; lines to tell the user. Raises as `build` does."""
    deck = ready.deck
    gc.set_threshold(*FEW_COLLECTIONS)
    say(f"{request.deck}: cards {len(deck.cards)}, parts {len(deck.about.parts)}")
    press = press_for(request, ready, say)
    try:
        return put_out(request, lay(press, ready.plan))
    finally:
        press.kept.save()  # what is known of the other cards is kept, also where one is too long


def press_for(request: Request, ready: Ready, say: Say) -> Press:
    """What lays the deck out."""
    renderer = Renderer(ready.deck, Look(ready.theme, ready.labels, request.templates), request.deck)
    return Press(ready.deck, renderer, request.styles, request.deck, say)


def put_out(request: Request, laid: Job) -> list[str]:
    """Make the outputs of what is laid out, and put them in the output folder; lines to tell the user.

    Raises DeckProblems for what preflight finds, CantWrite.
    """
    with work_folder(request.out) as folder:
        job = replace(laid, folder=folder, out=request.out)
        names = outputs.make(job, request.outputs)
        names += outputs.handout(job) if request.choice.handout else []
        others = finish(request, job, names) if request.out else []
    return report(request, job) + others


def lay_out(choice: Choice, press: Press, plan: Plan) -> Job:
    """The whole deck laid out, or the cards of a choice. Raises DeckProblems, SelectionError."""
    if choice.is_made:
        return selection.lay_out(press, plan, choice)
    return Job(press, *laying.laid_out(press), Path(), press.say, plan)


def lay_out_boxes(press: Press, plan: Plan) -> Job:
    """The whole deck laid out, its pages with their boxes, in which something can be exchanged. Raises DeckProblems."""
    fits = press.fits()
    return Job(press, fits, list(press.documents(fits)), Path(), press.say, plan)


def finish(request: Request, job: Job, names: Sequence[str]) -> list[str]:
    """Put the files that were made in the output folder, with the manifest; what to tell of files of earlier builds.

    A build of all outputs takes earlier files out; one of some leaves the others as they are. Raises CantWrite, and
    Changed where they may be of more than one state of the deck.
    """
    assert request.out
    request.require_still_so()
    all_names, out = [*names, fresh.MANIFEST], str(request.out)
    some = set(request.outputs) < set(request.possible)
    others = fresh.beside(out, all_names) if some else {}
    about = about_cards(job)
    (job.folder / fresh.MANIFEST).write_bytes(manifest(request, job, about, names, others))
    gone = list if some else partial(fresh.outdated, out, all_names)
    write.commit(request.out, job.folder, all_names, gone)
    old = [name for name, known in others.items() if known.get("of") != request.inputs]
    return [f"not asked for, and of an earlier state of the deck: {listed(old, MOST_LISTED)}"] if old else []


@contextmanager
def work_folder(out: Path | None) -> Iterator[Path]:
    """Where files are made: inside the output folder, or for a mere check somewhere else."""
    if out:
        with write.staging(out) as folder:
            yield folder
    else:
        with Scratch() as folder:
            yield folder


def about_cards(job: Job) -> dict[str, Any]:
    """What the manifest says of each card: the hash of what it holds, its type sizes in pt, its two pages."""
    folios = job.folios
    return {
        card.id: {
            "content": job.press.card_key(card),
            "front": job.fits[card.id][0].size,
            "back": job.fits[card.id][1].size,
            "pages": [folios[card.id], folios[card.id] + 1],
        }
        for card in job.chosen
    }


def manifest(
    request: Request, job: Job, cards: Mapping[str, Any], names: Sequence[str], others: Mapping[str, Any]
) -> bytes:
    """What was built from what; `names`: the files that were made, `others`: what is known of those that stay."""
    made = {name: fresh.describe(str(job.folder / name)) | {"of": request.inputs} for name in names}
    about = {"slug": job.deck.about.slug, "edition": job.deck.about.edition}
    files = {**others, **made}
    return fresh.manifest({"fingerprint": request.fingerprint, "files": files, "cards": cards, **about})


def report(request: Request, job: Job) -> list[str]:
    """What to tell of a build that went well."""
    sizes = [side.size for card in job.chosen for side in job.fits[card.id]]
    if request.out is None:
        done = "no problems"
    elif "screen" in request.outputs:
        done = f"{request.out / job.stem}.pdf"
    else:
        done = f"{request.out}: {', '.join(request.outputs)}"
    types = f", type from {min(sizes):g} to {max(sizes):g} pt" if sizes else ""
    lines = [f"{done}: {job.pages} pages{types}"]
    address = job.deck.about.site_url
    if is_placeholder(address):
        lines.append(f"before you print: site_url is {address}, so the QR codes lead nowhere yet")
    return lines
