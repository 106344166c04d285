"""Do the deck's web addresses still answer? Each is asked; what they said is kept beside the deck with its date."""
