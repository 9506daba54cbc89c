"""The walkthrough: the main job on made-up cases, through the real screens, with keys and mouse alone.

It never calls what a screen does; it presses what an officer presses and waits until the screen has changed.
A signal that is not connected therefore ends it, with the place named.
"""
