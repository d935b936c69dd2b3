"""What the cards of all questions share: wording, labels, citations, assumptions.

The card of a kind of question is in its folder in `questions`. `wording` says how a sentence is written and
translated.
"""
