"""Conditions around signs of an emergency: what is past, chronic or already cared for."""

from __future__ import annotations

import re

from lexicon.danger.guards import PAST
from lexicon.danger.pattern import Guard

HANDLED = Guard(
    "handled",
    re.compile(
        r"\b(?:hospitalise\w*|en rea\w*|pris en charge|prise en charge|opere\w*|operation|en reeducation|"
        r"reeducation|sequelles?|suite (?:a|de|d)|depuis (?:son|mon|l|cet|ce|une?) (?:avc|infarctus|malaise|"
        r"accident|crise|operation|hemorragie|chute)|apres (?:son|mon|un|une|l)|convalescence|arret de travail|"
        r"arret maladie|ald|scanner|irm|examens?|cardiologue|neurologue|clinique|sorti\w*|"
        r"rentre\w* de l hopital)\b"
    ),
    before=80,
    after=90,
    void_if=re.compile(
        r"\b(?:en ce moment|la maintenant|de nouveau|a nouveau|recommenc\w*|samu|ambulance|a l instant|vite|"
        r"attends)\b"
    ),
)
PAST_CARE = Guard(
    "past_care",
    re.compile(
        PAST.pattern.pattern
        + (
            r"|\bil y a (?:[^ .]+ ){1,4}?(?:mois|semaines?|jours)\b|\b(?:mois|semaine) (?:derniere?|passee?)\b|"
            r"\b(?:en|debut|fin|mi) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
            r"decembre)\b|\ble (?:\d+|premier) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
            r"novembre|decembre)\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) dernier\b|\b(?:avais|"
            r"avait|etais|etait|ai eu|a eu|avait eu|ai deja|a deja|deja fait|deja eu)\b|\bau (?:travail|boulot) (?:le|"
            r"en|du)\b|\baccident (?:du|de) travail\b"
        )
    ),
    before=80,
    after=80,
)
CHRONIC = Guard(
    "chronic",
    re.compile(
        r"\b(?:depuis (?:[^ .]+ ){1,4}?(?:mois|ans?|annees?)|depuis (?:longtemps|toujours|le covid|mon|son|l|la)|"
        r"bpco|covid long|au moindre effort|a l effort|escaliers?|emphyseme|apnee\w*|insuffisance|insuffisante?|"
        r"chronique\w*|parfois|de temps en temps|souvent|regulierement|des fois|quand je (?:marche|monte|porte|"
        r"fais)|en marchant|mucoviscidose|fibrose|la nuit|pneumologue|allergie aux|au printemps|machine|appareil|"
        r"sous oxygene|oxygene a)\b"
    ),
    before=80,
    after=80,
    void_if=re.compile(
        r"\b(?:maintenant|ce matin|depuis ce|tout de suite|cette nuit j|ce soir|d un coup|de un coup|a l instant|"
        r"la je|vite|samu|bleue?s?|en ce moment)\b"
    ),
)
CHEST_CARE = Guard(
    "chest_care",
    re.compile(
        r"\b(?:mammographie|sein|seins|reconstruction|radiotherapie|rayons|protheses? mammaire|cicatrice|"
        r"cotes? cassees?|mammaire|soutien gorge|tatouage|rhume|bronchite|toux|tousse|angoisse de|cancer)\b"
    ),
    before=60,
    after=60,
)
BREATHLESS_IDIOM = Guard(
    "breathless_idiom",
    re.compile(
        r"\b(?:dettes?|credits?|factures?|loyers?|financier\w*|appartement|logement|studio|papiers?|paperasse|"
        r"administrati\w+|travail|boulot|famille|demarches?|stress|chaleur|charges|pression|couple|solitude|"
        r"relation|bureau|quotidien|ennui|rire|honte|budget|deuil|paris|clim|moisissure\w*|humidite|prendre l air|"
        r"changer d air|changer de air|de l air\b(?= (?:frais|pur)))\b|\bplus (?:librement|facilement|calmement)\b"
    ),
    before=70,
    after=70,
    void_if=re.compile(
        r"\b(?:poitrine|bleue?s?|samu|levres|asthme|bebe|gorge|arete|gonfle\w*|ventoline|tout de suite|"
        r"ambulance)\b"
    ),
)
FLUSH = Guard(
    "of_the_heart",
    re.compile(
        r"\b(?:quand je (?:pense|lis|vois|recois)|ca (?:me )?fend|me serre le|de voir|lisant|recevant|chagrin|"
        r"deces|deuil|courrier|departement|carte|ciel|haut|yeux bleus|bleu de|peur bleue|ca me fait mal|"
        r"au coeur (?:de|du))\b"
    ),
    before=50,
    after=50,
)
CARE_TRANSPORT = Guard(
    "care_transport",
    re.compile(
        r"\b(?:transport\w*|bon de|rembours\w*|dialyse|rendez|consultation|seance\w*|facture\w*|prise? en charge|"
        r"kine|taxi|vsl|chimio\w*|rayons|radiotherapie|prescription|trajet\w*|convoc\w*|aller retour|"
        r"hospitalisation prevue|renouvel\w*|fournisseur|prestataire|location|doit passer|livraison|dossier|carte|"
        r"samu social|secours (?:populaire|catholique|financier|d urgence financ)|aide d urgence|"
        r"urgence administrative|demarche\w*|logement|accouch\w*|s est trompee? de (?:medicament|boite)|"
        r"pharmacie)\b"
    ),
    before=70,
    after=60,
    void_if=re.compile(
        r"\b(?:respire\w*|poitrine|connaissance|reagit|meurt|mourir|vite|tout de suite|bleue?s?|saigne\w*|"
        r"etouffe)\b"
    ),
)
HAPPENED = Guard(
    "already_happened",
    re.compile(
        r"\b(?:a (?:deja |aussi )?(?:fait|eu|ete)|ai (?:deja |aussi )?(?:fait|eu|ete)|ont (?:fait|eu)|avait|avais|"
        r"avoir (?:fait|eu)|ayant|eu|apres|deja|etait|etais|peur (?:de|d|que)|risque\w*|crains|eviter|"
        r"fut) (?:[^ .]+ )?(?:[^ .]+ )?$"
    ),
    before=28,
    void_if=re.compile(r"\b(?:en train|vient de|viens de|crois|dirait)\b"),
)
RECENT = Guard(
    "recent",
    re.compile(
        r"\b(?:maintenant|aujourd hui|ce matin|cette nuit|ce soir|tout de suite|en ce moment|a l instant|"
        r"tout a l heure|d un coup|de un coup|soudain\w*|subitement|brusquement|vien[ts] de|depuis (?:ce|cette|"
        r"une|deux|cinq|dix|\d+) (?:matin|nuit|heures?|minutes?)|il y a (?:[^ .]+ ){1,2}?(?:minutes?|heures?)|"
        r"respire\w*|bouge\w*|repond|reagit|vite|secours|samu|ambulance|aidez|la je|la il|la elle|par terre|sol|"
        r"reveille)\b"
    ),
    before=90,
    after=90,
    beyond=True,
)
SLEEPING_PERSON = Guard(
    "a_person",
    re.compile(
        r"\b(?:mari|femme|mere|pere|maman|papa|fils|fille|bebe|enfant|frere|soeur|voisine?|amie?|conjoint|"
        r"compagn\w+|grand|mamie|papi|monsieur|dame|nourrisson|petite?|il (?:est|a|respire)|elle (?:est|a|"
        r"respire)|levres|inconscient\w*)\b"
    ),
    before=110,
    after=60,
    beyond=True,
)
DOSSIER = Guard(
    "a_file",
    re.compile(
        r"\b(?:dossier|demande|telephone|ligne|standard|conseiller\w*|cpam|secu|caf|mdph|site|compte|ameli|"
        r"medecin (?:traitant|conseil)|mails?|courriers?|appels?|employeur|patron|rh|francais|ordinateur|ecran|"
        r"pharmacien\w*|proprietaire|assistante sociale|service|administration|ne se parlent|famille ne|"
        r"demenag\w*|vacances|de moi a)\b"
    ),
    before=70,
    after=50,
)
MORNING_SLEEP = Guard(
    "sleep",
    re.compile(
        r"\b(?:le matin|la nuit|pour aller|a l heure|reveil|avant (?:midi|dix)|depuis (?:[^ .]+ ){1,3}?(?:mois|"
        r"ans?|annees?)|sclerose|fauteuil|handicap\w*|beaucoup|trop|ouvre pas les (?:courriers|lettres))\b"
    ),
    before=50,
    after=60,
)
ACCIDENTAL = Guard(
    "taken_by_mistake",
    re.compile(r"\b(?:j|je|il|elle|ai|a|pris|prise|avale|injecte|donne|fils|fille|mari|mere|pere)\b"),
    before=50,
    after=50,
)
CHILD_OR_SLIP = Guard(
    "child_or_slip",
    re.compile(
        r"\b(?:par accident|par erreur|sans faire expres|bebe|mon petit|ma petite|fils|fille|enfant|"
        r"petite? (?:fils|fille)|neveu|niece|(?:un|deux|trois|quatre|cinq|[1-9]) ans|[0-9]+ mois|trompe\w*)\b"
    ),
    before=60,
    after=70,
)
CORTISONE = Guard(
    "known_swelling",
    re.compile(
        r"\b(?:cortisone|traitement|chimio\w*|dents?|abces|dentiste|fatigue|matin|frapp\w*|tape|bat|pleur\w*|coup|operation|"
        r"oedeme des jambes)\b"
    ),
    before=50,
    after=50,
)
