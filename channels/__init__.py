"""The public process: web page and API, callback form; stands in front of Rasa."""
