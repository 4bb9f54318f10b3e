"""Conditions around signs of having no roof: not tonight, hosted, on the way."""

from __future__ import annotations

import re

from lexicon.danger.pattern import Guard

SOON = Guard(
    "not_tonight",
    re.compile(
        r"\b(?:risque\w*|peur (?:de|d|que)|crains|craint|dans (?:[^ .]+ ){1,2}?(?:jours|semaines?|mois)|"
        r"mois prochain|semaine prochaine|fin (?:du mois|janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
        r"septembre|octobre|novembre|decembre|du bail|de l annee)|bientot|si (?:rien|je|on|vous|ca|il|elle)|"
        r"eviter|menac\w*|finir|a terme|treve|pourrai[st]|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
        r"septembre|octobre|novembre|decembre)|etais|etait|etions|j ai ete|ai ete|ai connu|avant|sinon|ai failli|"
        r"plus jamais|ai deja|vais me retrouver|va me mettre|veut me mettre|veulent me mettre)\b"
    ),
    before=60,
    after=60,
    void_if=re.compile(
        r"\b(?:ce soir|cette nuit|aujourd hui|demain|depuis (?:hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
        r"dimanche|\w+ (?:jours|nuits|semaines))|maintenant|en ce moment|actuellement|ce matin|hier|tout de suite|"
        r"a l instant)\b"
    ),
)
HOSTED = Guard(
    "hosted",
    re.compile(
        r"\b(?:chez (?:un|une|ma|mon|mes|des|lui|elle|la|le)|heberge\w*|foyer|hotel|canape|accueilli\w*|"
        r"un toit chez)\b"
    ),
    before=50,
    after=60,
    void_if=re.compile(
        r"\b(?:ne peut plus|peut plus|peuvent plus|veut plus|veulent plus|mis\w* (?:a la porte|dehors)|vire\w*|"
        r"dors dehors|jusqu a ce|plus personne|plein|complet|refus\w*|plus de place)\b"
    ),
)
WORK_OUT = Guard(
    "work_outside",
    re.compile(
        r"\b(?:travail\w*|boulot|chantier|metier|jardin|promen\w*|fumer|sortir|balade\w*|marche\w*|courses|"
        r"attend\w*|velo|sport|jouer)\b"
    ),
    before=40,
    after=40,
)
TRAVEL = Guard(
    "on_the_way",
    re.compile(
        r"\b(?:pendant (?:le|la|les|que)|trajet|vacances|camping|voyage|mon fils dort bien|rendez|convoc\w*|"
        r"a cote de (?:la|ma)|pres de la gare|tente (?:de|d)|chaise|canape|retape|studio|devant la tele|"
        r"plus (?:dormir|marcher))\b"
    ),
    before=40,
    after=40,
)
HOSPITAL_BED = Guard(
    "hospital_bed",
    re.compile(
        r"\b(?:medicalise|ehpad|reeducation|creche|medecin|pharmacie|garde|aide a domicile|solution pour (?:mes|"
        r"les) (?:papiers|droits)|convalescence|parking|soins)\b"
    ),
    before=60,
    after=60,
)
REPAIRS = Guard(
    "roof_repairs",
    re.compile(r"\btoit (?:de|du|qui|fuit|est|refait|neuf)\b|\b(?:fuite\w*|tuiles?|travaux)\b"),
    before=30,
    after=40,
)
JOB = Guard(
    "job",
    re.compile(
        r"\b(?:travail|boulot|patron\w*|employeur\w*|chef\w*|entreprise|usine|licenci\w*|societe|magasin|poste|"
        r"cdi|cdd|contrat|ecole|college|lycee|rdv|bureau|cours|club)\b"
    ),
    before=70,
    after=60,
)
DRIVE = Guard(
    "driving",
    re.compile(
        r"\b(?:pas de voiture|ma voiture (?:est|a)|de la rue (?:de|du|des)|\d+ (?:bis )?rue|rue (?:de|du|des|"
        r"victor|jean|pasteur|gambetta|saint|de la republique)|traverse\w*|garde\w* la voiture)\b"
    ),
    before=40,
    after=40,
)
SLEEPS = Guard(
    "somebody_lives_there",
    re.compile(r"\b(?:dors|dort|dormons|dorment|vis|vit|vivons|suis|sommes|loge|nuits?|dormir|habite)\b"),
    before=60,
    after=40,
)
TONIGHT_WORDS = Guard(
    "tonight",
    re.compile(
        r"\b(?:aujourd hui|ce soir|cette nuit|demain|maintenant|ce matin|hier|trottoir|dehors|rue|tout de suite|"
        r"la (?:je|il|elle))\b"
    ),
    before=70,
    after=90,
    beyond=True,
)
