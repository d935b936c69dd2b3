"""What the parsers of all questions share: tokens, segments, constraints, links to athletes."""
