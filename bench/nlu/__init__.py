"""Understanding measured on sentences that were never trained on: ours, stock Rasa, and a plain linear model, in one run."""
