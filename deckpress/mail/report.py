"""What to tell of a mailing: each message and its state, what is odd, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from deckpress.mail.plan import CHOICES, Item, Plan
from deckpress.model import Problem

STATES = {
    "new": "to be sent",
    "failed": "to be tried again",
    "sent": "has had it",
    "refused": "refused",
    "unknown": "may have had it",
    "sending": "is being sent, or may have had it",
}


def summary(plan: Plan, sizes: Sequence[int]) -> list[str]:
    """The summary of drafts: to whom, which PDF, how large (bytes → MB), its state; then what is odd."""
    lines = [
        str(
            Problem(
                item.centre.place,
                f"{_whom(item)}: {item.attachment.path}, {size / 1e6:.2f} MB, {_state(item)}",
            )
        )
        for item, size in zip(plan.items, sizes, strict=True)
    ]
    return [*lines, *map(str, plan.odd), *map(str, plan.notes), totals(plan)]


def rest(plan: Plan) -> list[str]:
    """After sending: each message that wasn't delivered for sure, with its reason; then what is odd."""
    left = [item for item in plan.items if item.state != "sent"]
    lines = [str(Problem(item.centre.place, f"{_whom(item)}: {_state(item)}")) for item in left]
    return [*lines, *map(str, plan.odd), *map(str, plan.notes), totals(plan), *_advice(left)]


def totals(plan: Plan) -> str:
    """How many are in which state."""
    counts = Counter(item.state for item in plan.items)
    told = [f"{counts[state]} {words}" for state, words in STATES.items() if counts[state]]
    if plan.odd:
        told.append(f"{len(plan.odd)} odd, which get nothing")
    return f"centres {len(plan.items) + len(plan.odd)}: {', '.join(told) or 'none'}"


def all_is_well(plan: Plan, sent: bool) -> bool:
    """Is there nothing to look at: no odd row, and after sending none that isn't delivered?"""
    return not plan.odd and (not sent or all(item.state == "sent" for item in plan.items))


def _whom(item: Item) -> str:
    return f"{item.centre.name} <{item.centre.address}>"


def _state(item: Item) -> str:
    record = item.record
    words = STATES[item.state]
    if not record:
        return words
    when = f" ({record.changed[:16].replace('T', ' ')} UTC)"
    return f"{words}{when}" + (f": {record.reason}" if record.reason and item.state != "sent" else "")


def _advice(left: Sequence[Item]) -> Iterator[str]:
    states = {item.state for item in left}
    for option in sorted({CHOICES[state] for state in states if state in CHOICES}):
        what = {
            "--resend-unknown": "those who may have had it (ask them, or look at the server, before they get it twice)",
            "--retry-refused": "those who were refused (mend their addresses first)",
        }[option]
        yield f"to send it again to {what}: {option}"
    if states & {"new", "failed"}:
        yield "to go on with the others: run the same again"
