"""What makes a valid questionnaire a good one, and what helps its editor."""
