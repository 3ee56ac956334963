"""Pure presentation: words, numbers, sentences, places and pictures. Never opens the database."""
