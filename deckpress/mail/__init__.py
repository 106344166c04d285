"""Every centre gets its PDF by e-mail, once: the list of centres, the messages, the ledger, the sending."""
