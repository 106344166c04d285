"""Deckpress: a folder of YAML becomes a print-ready, accessible deck of cards.

Nothing is imported here, so that a build with nothing to do stays fast.
"""
