"""The browser: how it is built and served."""
