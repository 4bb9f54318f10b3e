"""Text messages: Twilio's webhook for them, and how the replies of a turn become one text."""
