"""Questions put to the database: one module per topic, one function per question, one frame per answer."""
