"""What writes the generated pages of the reference, and shows notebooks on the site."""
