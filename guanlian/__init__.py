"""Where the parts are put together: the command line and the served application. See ADR 0010."""
