"""The domain of Bell Lap: facts, names, questions, answers and their words. It knows no front."""
