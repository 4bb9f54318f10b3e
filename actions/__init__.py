"""The Rasa action server: translates between dialogue and `intake`; thin, authenticated, on the loopback."""
