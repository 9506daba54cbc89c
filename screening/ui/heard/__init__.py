"""What the person hears: recordings of their texts, and where it is switched on, machine voices."""
