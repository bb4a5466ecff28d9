"""Paper: one summary, or the empty questionnaire, as a PDF made outside the serving process."""
