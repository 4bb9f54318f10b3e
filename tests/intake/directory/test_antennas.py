from intake.directory import antenna_for, sample_antennas


def test_the_most_precise_postal_code_wins():
    antennas = sample_antennas()
    assert antenna_for(antennas, "44000").code == "nantes"
    assert antenna_for(antennas, "44600").code == "saint_nazaire"
    assert antenna_for(antennas, "49300").code == "cholet"
    assert antenna_for(antennas, "49100").code == "angers"


def test_a_place_that_nobody_serves_has_no_antenna():
    assert antenna_for(sample_antennas(), "75011") is None
    assert antenna_for(sample_antennas(), None) is None
    assert antenna_for(sample_antennas(), "") is None


def test_sample_numbers_are_of_the_range_reserved_for_fiction():
    assert all(antenna.phone.startswith("+3326191") for antenna in sample_antennas())


def test_open_doors_are_said_as_people_say_them():
    nantes = antenna_for(sample_antennas(), "44100")
    assert nantes.open_doors[0].in_words() == "le mardi de 9 h à 12 h, 12 rue des Tanneurs, Nantes"
    assert nantes.open_doors[1].in_words().startswith("le jeudi de 14 h à 16 h 30")
