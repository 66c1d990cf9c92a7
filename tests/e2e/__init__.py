"""The browser in Chromium, on a service with the sample county."""
