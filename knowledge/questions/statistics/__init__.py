"""What several answers count: bests, honours, margins, ages."""
