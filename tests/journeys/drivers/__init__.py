"""Programs that the journeys start as processes of their own."""
