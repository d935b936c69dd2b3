"""What the cards of all questions share: wording, labels, citations, assumptions."""
