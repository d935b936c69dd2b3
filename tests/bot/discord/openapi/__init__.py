"""Every body that the bot sends, held against Discord's own description of its API and against its limits."""
