"""The published schema of FHIR R4 (4.0.1), and the laws that a schema cannot say."""
