"""Carbon: what is declared, what is estimated, the scenario and the method."""
