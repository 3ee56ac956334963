"""What was changed in a data folder, by whom and why; and how a change enters whole or not at all."""
