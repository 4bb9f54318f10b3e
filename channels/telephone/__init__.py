"""The telephone: what is said becomes a voice, what is heard or typed becomes a turn of the dialogue."""
