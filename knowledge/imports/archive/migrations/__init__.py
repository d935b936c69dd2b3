"""The forms that the archive's tables had, one after the other."""
