"""The words of the domain: facts, records, questions, outcomes, answers and cards, as frozen values."""
