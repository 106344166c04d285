"""Editions: what a released deck said, and what has changed since.

`content` says what counts as a card's content, `compare` what became of each, `difference` which words changed; `files`
keeps an edition beside the deck; `telling` and `swap` say it to people, on the terminal and on paper.
"""
