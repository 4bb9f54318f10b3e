"""Conditions around signs of violence: doctors’ orders, quarrels at work, weddings that are wanted."""

from __future__ import annotations

import re

from lexicon.danger.pattern import Guard

STRESS_SUBJECT = Guard(
    "stress_subject",
    re.compile(
        r"\b(?:ca|cela|travail|boulot|stress|maladie|cancer|fatigue|dossier|administration|attente|medecin\w*|"
        r"docteur|chirurgien|hopital|caf|cpam|secu|dos|douleur|chaleur|patron|chef|vous|traitement|bruit|froid|"
        r"chagrin|crise|jambes?|genoux?|solitude|kine|dentiste|infirmiere?|tension|inquietude|angoisse|chimio\w*|"
        r"tabac|ce qui)(?: (?:il|elle|ils|qui|allez|va|vont|me|aussi))* ?$"
    ),
    before=30,
)
IS_AGGRESSOR = Guard(
    "aggressor",
    re.compile(
        r"\b(?:mari|conjoint|compagn\w+|femme|copain|copine|ex|mec|fils|fille|frere|pere|mere|parents|beau|belle|"
        r"gendre|concubin|epou\w+|voisin\w*|famille|papa|maman|oncle|homme|monsieur|il|elle|ils|on|lui)\b"
    ),
    before=70,
    after=40,
)
BODY_PART = Guard(
    "body_part",
    re.compile(
        r"\b(?:dos|genou|genoux|jambes?|bras|epaules?|pied|pieds|ventre|tete|mains?|hanches?|cou|nerfs|systeme|"
        r"oeil|yeux|soleil|ordinateur|porte|imprimante|coeur|poitrine)\b(?: [^ .]+){0,5} ?$"
    ),
    before=45,
)
WORK_QUARREL = Guard(
    "work_quarrel",
    re.compile(
        r"\b(?:patron\w*|chef\w*|employeur\w*|direct\w*|manager\w*|collegues?|hierarchie|superieure?|"
        r"harcelement (?:moral|au travail)|au (?:travail|boulot|bureau)|entreprise|rh|usine|caf|cpam|secu|"
        r"administration|conseiller\w*|banque|huissier\w*|agence|syndic|assurance|creanciers?|securite sociale|"
        r"france travail|pole emploi)\b"
    ),
    before=70,
    after=50,
    void_if=re.compile(r"\b(?:couteau|coups?|frapp\w*|viol\w*|etrangl\w*|mari|conjoint)\b"),
)
DOCTOR_ORDERS = Guard(
    "doctor_orders",
    re.compile(
        r"\b(?:medecin\w*|docteur|chirurgien\w*|hopital|kine|infirmiere?|cardiologue|specialiste|psychiatre|psy|"
        r"cpam|secu|caf|arret|heures de sortie|patron|employeur|maladie|douleurs?|fatigue|jambes?|fauteuil|dos|"
        r"genoux?)\b"
    ),
    before=70,
    after=30,
)
LIFT = Guard(
    "stuck_at_home",
    re.compile(
        r"\b(?:ascenseur|etage|escaliers?|maladie|douleurs?|fauteuil roulant|dehors sans|oublie|cles? (?:a|de|"
        r"dans)|dans (?:mon corps|ma tete|le silence))\b"
    ),
    before=60,
    after=60,
)
SADNESS = Guard(
    "alone_with_illness",
    re.compile(
        r"\b(?:maladie|douleurs?|angoisses?|depression|solitude|covid|fatigue|handicap|peur de sortir|jambes?|"
        r"hanche|genou|dos|fauteuil|confinement|toute seule)\b"
    ),
    before=50,
    after=50,
)
SICKNESS = Guard(
    "sickness",
    re.compile(
        r"\b(?:maladie|cancer|operation|chimio\w*|tumeur|coeur|chirurgie|tabac|alcool|covid|traitement|emploi|"
        r"poste|travail|logement|dossier|compte|entreprise|surpoids|retraite|financier\w*|droits|greffe|dialyse|"
        r"sclerose)\b"
    ),
    before=60,
    after=70,
)
TELL_HIM = Guard(
    "tell_him",
    re.compile(
        r"^ ?(?:dire|demander|annoncer|parler|faire de la peine|expliquer|en parler|reclamer|donner|laisser|"
        r"manquer)\b"
    ),
    after=30,
)
HOMECOMING = Guard(
    "homecoming",
    re.compile(
        r"\b(?:operation|hopital|hospitalisation|chirurgie|toute? seule?|tomber|escaliers?|reeducation|clinique|"
        r"protheses?)\b"
    ),
    before=60,
    after=60,
)
MEDICAL_WORDS = Guard(
    "medical_words",
    re.compile(
        r"\b(?:respire\w*|poitrine|malaise|avc|connaissance|convuls\w*|saigne\w*|inconsciente?|evanouie?|reagit|"
        r"samu|pompiers)\b"
    ),
    before=80,
    after=80,
)
FEAR = Guard(
    "fear",
    re.compile(
        r"\b(?:peur|secours|police|menace\w*|vite|ivre|bu|saoul|violent|defonce|cachee?|enfermee?|hurle|crie|"
        r"rentrer)\b"
    ),
    before=80,
    after=80,
    beyond=True,
)
THIEF = Guard(
    "thief",
    re.compile(
        r"\b(?:prefecture|mairie|metro|police|gendarme\w*|administration|bus|train|sac|huissier|banque|"
        r"distributeur|douane)\b"
    ),
    before=60,
    after=60,
)
HAPPY_WEDDING = Guard(
    "happy_wedding",
    re.compile(
        r"\b(?:fiancee?|on (?:va|veut) se marier|avec moi|heureu\w*|l eglise|mairie|pacs\w*|je veux me marier|"
        r"nous marier|ete prochain)\b"
    ),
    before=50,
    after=50,
)
CALM_VIOL = Guard(
    "not_rape",
    re.compile(
        r"\b(?:douleurs?|vie privee|secret|droits?|loi|confidentialite|domicile|regles?|vent|orage|viole (?:de|d)|"
        r"violon|procedure|obligations?|rgpd|donnees|plus violent|tres violent|moins violent|si violent|ciel)\b"
    ),
    before=35,
    after=35,
)
