"""Small files that have one thing wrong each, made when the tests run."""
