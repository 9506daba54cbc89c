"""What an officer does, once, without Qt. The screens and the command line both call these."""
