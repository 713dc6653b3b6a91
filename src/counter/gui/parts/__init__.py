"""The pieces every page is built from: one widget a file, each drawn from the tokens of the theme."""
