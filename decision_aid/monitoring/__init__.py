"""What the machines that look after the form are told: counts, readings and whether it can serve."""
