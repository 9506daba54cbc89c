"""The person's side by itself: what stands on it, shown over the whole window, on another display, or held."""
