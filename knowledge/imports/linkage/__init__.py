"""Record linkage: which people and which races of different sources are the same. It returns values."""
