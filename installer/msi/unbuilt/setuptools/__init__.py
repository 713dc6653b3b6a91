"""Stands before the real setuptools while a source package is fetched, so that nothing of that package is run."""
