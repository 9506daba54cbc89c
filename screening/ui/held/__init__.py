"""The person has the computer alone: they answer, and nothing but a PIN brings the officer's side back."""
