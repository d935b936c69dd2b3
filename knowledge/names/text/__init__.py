"""Text of names: normalisation, phonetic keys, edit costs, nicknames."""
