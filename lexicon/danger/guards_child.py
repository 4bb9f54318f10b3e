"""Conditions around signs of a child in danger: who is a child, school quarrels, poor appetite."""

from __future__ import annotations

import re

from lexicon.danger.pattern import Guard

_KID = (
    r"(?:enfants?|fils|filles?|bebes?|petite?s?|nourrisson|neveux?|nieces?|mineure?s?|jumeaux|ados?|garcons?|"
    r"fillette|petits enfants|aine\w*|cadet\w*|eleve)"
)
CHILD_NEAR = Guard(
    "child_near",
    re.compile(
        r"\b(?:mon|ma|mes|ses|son|sa|les|des|aux|au|nos|un|une|notre|leurs?|l|deux|trois|le|la|quatre|grand|"
        rf"petits?|d|de) (?:petite?s? )?{_KID}\b"
    ),
    before=110,
    after=70,
    beyond=True,
)
CHILD_RUN = Guard(
    "a_minor_ran",
    re.compile(
        rf"\b(?:mon|ma|notre|sa|son) (?:petite?s? |grande? )?{_KID} (?:de (?:[^ .]+ ){{1,2}}?(?:ans|mois)|mineure?|"
        r"a (?:fugue|disparu)|est (?:partie?|en fugue))|\bfugue\b"
    ),
    before=90,
    after=50,
)
ADULT_CHILD = Guard(
    "adult_child",
    re.compile(
        r"\b(?:(?:vingt|trente|quarante|cinquante|soixante|[2-6]\d) (?:[^ .]+ )?ans|adulte|majeure?|sa femme|"
        r"son mari|ses enfants a lui|autonome|son appartement|son travail|foyer de vie|handicape adulte|esat|"
        r"etudes|etudiante?|universite|par son (?:mari|compagnon|copain|conjoint|ex|petit ami|concubin)|"
        r"son (?:mari|compagnon|conjoint|copain|concubin) (?:la|l|lui))\b"
    ),
    before=60,
    after=60,
)
CHILD_HITS_ME = Guard(
    "child_hits_an_adult",
    re.compile(
        r"\b(?:me|nous) (?:a |ont |aussi )?(?:[^ .]+ )?(?:frapp|tap|bat|cogn|gifl|menac|viol|touch|enferm|"
        r"maltrait|secou|brul)\w*"
    ),
    before=2,
    after=2,
)
FALLS = Guard(
    "ordinary_marks",
    re.compile(
        r"\b(?:tombe\w*|velo|chute|varicelle|rougeole|eczema|allergi\w*|vaccin|piqures?|moustiques?|football|"
        r"sport|naissance)\b"
    ),
    before=60,
    after=60,
)
HEALTHY_ALONE = Guard(
    "alone_but_fine",
    re.compile(
        r"\b(?:mere seule|maman seule|eleve\w* seule?|seule avec|seul avec|parent isole|je suis seule?|vis seule?|"
        r"vit seule|elever|toute seule (?:avec|pour)|va seule? a|sait (?:manger|marcher)|peu[tx] pas (?:laisser|"
        r"les laisser)|veux pas (?:laisser|les laisser)|(?:eviter|peur) de (?:les |le |la )?laisser|"
        r"faire (?:garder|ses devoirs)|dort seule?|lit tout seul|qui (?:va )?(?:garder|s occup\w*)|"
        r"si je suis hospitalise\w*|operation|hospitalis\w*|pendant mon)\b"
    ),
    before=60,
    after=60,
)
NEGLECT = Guard(
    "neglect",
    re.compile(
        rf"\b(?:{_KID})\b(?: [^ .]+){{0,12}} \b(?:seule?s?|laisse\w*|manger|frapp\w*|crie\w*|sale\w*|peur|danger|"
        rf"nuit)\b|\b(?:laisse\w*|abandonn\w*|reste\w*|dort)(?: [^ .]+){{0,6}} {_KID}\b"
    ),
    before=100,
    after=60,
)
LIVING_ALONE = Guard(
    "living_alone",
    re.compile(r"\b(?:vis|vit|je suis|elever|eleve|depuis|avec)\b"),
    before=30,
)
PICKY = Guard(
    "eats_badly",
    re.compile(
        r"\b(?:cantine|appetit|legumes|regime|chimio\w*|traitement|hopital|gastro|allergi\w*|intoleran\w*|"
        r"allait\w*|malade|anorexi\w*|sonde|bien mange|a l ecole|rien de grave|payer la|restaurant|viande|porc)\b"
    ),
    before=60,
    after=60,
)
BENEFITS = Guard(
    "benefits",
    re.compile(
        r"\b(?:pension|caf|allocations?|paye|droit|rendez|nouvelles|adresse|nom|argent|coup de main|linge|"
        r"garde alternee)\b"
    ),
    before=40,
    after=50,
)
I_CARE = Guard(
    "i_cannot_care",
    re.compile(r"\bje (?:[^ .]+ ){0,3}$|\b(?:qui|personne) $"),
    before=30,
)
MYSELF_LOCKED = Guard(
    "myself_locked",
    re.compile(r"\b(?:je|suis|me suis|me|m)(?: [^ .]+){0,2} $"),
    before=20,
)
DECEASED = Guard(
    "deceased",
    re.compile(
        r"\b(?:mort|morte|decede\w*|deces|maladie|cancer|enterr\w*|vivre|etudes|travailler|vacances|colonie|"
        r"retraite|pere est|mari est)\b"
    ),
    before=50,
    after=50,
)
NOISE = Guard(
    "just_noise",
    re.compile(r"\b(?:bruit|bruyants?|dormir|tapage|jouent|jouer|rigolent|travaux|sommeil)\b"),
    before=50,
    after=60,
)
