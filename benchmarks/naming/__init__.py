"""What the measurement of names is made of: people, damaged queries, rivals."""
