"""What goes over the wire: ``requests`` are validated, ``replies`` describe the canonical data of the services."""
