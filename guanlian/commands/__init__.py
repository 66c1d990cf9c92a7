"""Commands by subject: each module has ``register(app)``, which ``guanlian.cli`` calls."""
