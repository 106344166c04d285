"""A deck in another language: a folder to fill in, and what of it is missing, too much, or made of an older source."""
