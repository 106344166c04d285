"""What is shown while a deck is being written: a page on this machine that follows the files as they are saved."""
