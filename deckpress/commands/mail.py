"""`mail`: an e-mail with the PDF for each centre of a list."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from deckpress.commands.common import DONE, PROBLEMS, ROOT, STOPPED, add_deck, add_out, lacking


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(command)
    add_out(command)
    command.add_argument(
        "centres", metavar="CSV", help="the list: columns name, email, and if need be language, edition"
    )
    command.add_argument("--send", action="store_true", help="send them; without it they are only drafted")
    command.add_argument(
        "--config", default="mail.yaml", metavar="FILE", help="server and sender (default: %(default)s)"
    )
    command.add_argument(
        "--ledger", metavar="FILE", help="who had what (default: beside the config, as mail.sqlite)"
    )
    command.add_argument("--resend-unknown", action="store_true", help="send again what may have arrived")
    command.add_argument("--retry-refused", action="store_true", help="send again what a server refused")


def run(given: argparse.Namespace) -> int:
    """Draft or send the e-mails of a list of centres."""
    try:
        from deckpress import mailing
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    ledger = Path(given.ledger) if given.ledger else None
    paths = (Path(given.centres), Path(given.config), ledger, Path(given.deck), Path(given.out))
    choices = (given.send, given.resend_unknown, given.retry_refused, given.quiet)
    try:
        result = mailing.mail(mailing.Asked(*paths, *choices), Path(ROOT, "templates"))
    except BuildError as error:
        print(f"{error}\nnothing was sent", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("stopped in the middle: run the same again to hear what became of it", file=sys.stderr)
        return STOPPED
    print("\n".join(result.lines))
    if result.error:
        print(f"stopped: {result.error}", file=sys.stderr)
        return result.error.exit_code
    return STOPPED if result.stopped else DONE if result.is_well else PROBLEMS
