"""Local antennas: which one serves a postal code, how to reach it, when it opens its door."""

from intake.directory.antennas import Antenna, OpenDoor, antenna_for, sample_antennas, service_antenna

__all__ = ["Antenna", "OpenDoor", "antenna_for", "sample_antennas", "service_antenna"]
