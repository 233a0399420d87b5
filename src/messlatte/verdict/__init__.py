"""How high the bar is: readings in, probabilities and one sentence out."""
