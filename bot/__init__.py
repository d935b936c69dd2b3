"""The fronts of Bell Lap: Discord, the terminal, the command line."""
