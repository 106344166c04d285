"""Hostile input: a function a part of the builder that reads what strangers write. See CONTRIBUTING.md."""
