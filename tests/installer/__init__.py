"""What an officer installs."""
