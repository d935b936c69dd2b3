"""Measurements beside named rivals, each a module whose `main()` prints a table; `make bench` runs them."""
