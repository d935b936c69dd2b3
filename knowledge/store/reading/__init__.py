"""Reading the columns of the compiled knowledge: the records that answers are made of."""
