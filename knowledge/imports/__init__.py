"""Results of others: their formats, the archive that keeps them, and the linkage of people and races."""
