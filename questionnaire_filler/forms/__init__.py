"""Forms: reading them into one model, writing answers back without a scratch, and proving it."""
