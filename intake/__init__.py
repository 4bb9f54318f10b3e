"""The service itself: requests, rules, sentences, hand-offs. No web, no Rasa, no Twilio."""
