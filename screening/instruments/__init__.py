"""The packs, the indicator catalogue, and the library that loads and checks them."""
