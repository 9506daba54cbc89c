"""Qt: screens, widgets and background tasks."""
