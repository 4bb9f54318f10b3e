"""Conditions around signs of suicide: prescriptions, leaving a place, worry for those left."""

from __future__ import annotations

import re

from lexicon.danger.guards import _ADMIN
from lexicon.danger.pattern import Guard

IDIOM_DIE = Guard(
    "idiom_die",
    re.compile(
        r"^ (?:litteralement )?(?:de (?:rire|faim|chaud|froid|soif|honte|fatigue|ennui|sommeil|peur|trouille|"
        r"jalousie|curiosite|impatience|plaisir|vieillesse|savoir|voir)|chez (?:moi|elle|lui|soi)|a la maison|"
        r"dignement|dans (?:mon|son) lit|a petit feu au|de (?:vos?|votre|la liste|leurs?|facebook|internet|ameli|"
        r"ce fichier|ton)|(?:la|ma|mes|le|les|l|ces) )\b"
    ),
    after=40,
)
BEREAVED = Guard(
    "bereaved",
    re.compile(
        r"(?:\b(?:se est|se etait|se sont|se etant) $)|\b(?:apres|depuis|suite|a cause|lors|mort|decede\w*|"
        r"deces)(?: (?!en|cas)[^ .]+){0,3} $|\b(?:le|du|par|son) (?=suicide (?:de|d|du) )"
    ),
    before=40,
)
DEATH_OF = Guard(
    "death_of",
    re.compile(r"^ ?(?:de|d|du|des) (?:mon|ma|mes|son|sa|ses|l|un|une|notre|leur|collegue\w*|la|le)\b"),
    after=30,
)
ADMIN_NEAR = Guard(
    "admin_near",
    re.compile(
        rf"\b{_ADMIN}\b|\b(?:juge|avocat|ecole|notaire|obseques|retraite|conseil|mairie|prefecture|banque|"
        r"operation|demenag\w*)\b"
    ),
    before=30,
    after=40,
)
LOST = Guard(
    "lost_someone",
    re.compile(
        r"\b(?:mort|morte|decede\w*|deces|disparu\w*|defunt\w*|perdu|enterr\w*|veu(?:f|ve)|ciel|la haut|tombe|"
        r"cimetiere|au dela|paradis)\b"
    ),
    before=120,
    after=80,
    beyond=True,
)
IDIOM_KILL = Guard(
    "idiom_kill",
    re.compile(
        r"^ ?(?:a la tache|au (?:travail|boulot|turbin)|au|a (?:vous|te|le|la|lui|leur|expliquer|repeter|dire|"
        r"force|essayer|travailler|chercher)|la sante|le dos|les yeux|le temps|dans (?:les|mes|des|ces|"
        r"la paperasse|un verre|le travail|l alcool|le boulot|tout ca))\b"
    ),
    after=30,
)
PRESCRIBED = Guard(
    "prescribed",
    re.compile(
        r"\b(?:comme|prescri\w*|ordonnance|pharmaci\w*|posologie|pilulier|tous les (?:jours|matins|soirs)|"
        r"chaque (?:jour|matin|soir)|bien (?:pris|pr)|rembours\w*|paye\w*|cher|frigo|effets? secondaires?|"
        r"factures?|justificati\w*|avance|date|perime\w*|renouvel\w*|rupture|stock de la|donne\w* au|rapport\w*|"
        r"infirmiere?|medecin (?:a|m a|me)|fievre|mal de (?:tete|dos)|pour le diabete|pour la tension|a l abri|"
        r"hors de (?:la )?portee|traitement de (?:fond|\d+)|par jour|matin midi|(?:le|les|l) (?:docteur|medecin|"
        r"notice))\b"
    ),
    before=70,
    after=70,
    void_if=re.compile(
        r"\b(?:mourir|en finir|expres|d un coup|de un coup|plus me reveiller|suicid\w*|au cas ou|dormir pour|"
        r"boites? entiere?s?|dort|reveille pas|adieu)\b"
    ),
)
CHILD_ACCIDENT = Guard(
    "child_or_accident",
    re.compile(
        r"\b(?:(?:par|un) accident|par erreur|sans (?:faire expres|le vouloir)|pas expres|trompe\w*|bebe|"
        r"mon petit|ma petite|(?:mon|ma) (?:fils|fille) de (?:[^ .]+ ){0,2}?(?:ans|mois)|a fait (?:une )?betises?|"
        r"anesthesi\w*|operation|coma|mes betises|jeunesse|peur de (?:pas|plus|jamais)|arrive (?:pas|plus)|"
        r"fait pas|apnee\w*|a (?:deux|trois|quatre|cinq|six|2|3|4|5|6) ans)\b"
    ),
    before=60,
    after=60,
)
GIVING_UP = Guard(
    "giving_up_a_thing",
    re.compile(
        r"^ ?(?:comme (?:une (?:esclave|assistee?)|un (?:chien|esclave))|ici\b|chez|avec (?:lui|elle|eux|mon|ma|"
        r"mes|leurs?|ses|ces|cette femme|les)|dans (?:ce|cet|cette|mon|ma|mes|un|une|l|le|la|des)|"
        r"en (?:appartement|ville|colocation|france|foyer|ehpad|maison|hlm|couple|france)|au (?:foyer|crochet|rez|"
        r"depart)|a (?:la|l|paris|plusieurs|deux|mon (?:travail|poste|metier))|aux crochets|sous|seule?\b|"
        r"ensemble|loin|separee?s?|du (?:rsa|chomage)|de (?:rappeler|retourner (?:a la c|au travail|a l usine|"
        r"au boulot)|remplir|refaire|lui parler|la caf|mon (?:permis|travail|emploi)|que de (?:rappeler|remplir))|"
        r"que (?:de )?(?:rappeler|remplir|(?:retourner|revenir|reprendre|bosser|travailler) (?:[^ .]+ ){0,2}?(?:c|"
        r"caf|cpam|travail|boulot|usine|boite|bureau|poste|entreprise|magasin|chantier|taf)|payer|refaire)|"
        r"a (?:mon|ma|mes) (?:travail|metier|emploi|poste|maison|voiture|carriere|projets?|salaire|vacances|"
        r"appart\w*|moto|boulot)|active|de (?:bureau|chantier|famille|couple|galere|boheme)|avec (?:\d+|peu|moins|"
        r"si peu|rien|un salaire)|(?:a|en) \d+ a|sur un pied)\b"
    ),
    after=60,
)
HEIR_WORRY = Guard(
    "worry_for_those_left",
    re.compile(
        r"\b(?:qui (?:va |pourra )?s(?:e)? ?occup\w*|qui s occup\w*|qui (?:va )?(?:garder|aider|prendre|paiera|"
        r"payer)|peur|pas envie|que deviendra|que va devenir|tutelle|heritage|succession|testament|"
        r"assurance (?:vie|deces)|pension|reversion|obseques|handicap\w*|proteger|cancer|metastas\w*|"
        r"palliatifs?)\b"
    ),
    before=90,
    after=80,
)
DRY_LEAVING = Guard(
    "leaving_a_place",
    re.compile(
        r"\b(?:demenag\w*|hospitalis\w*|hopital|vacances|operation|operee?|reeducation|a cette adresse|au pays|"
        r"en (?:algerie|tunisie|espagne|italie|afrique|vacances|retraite|congo|bretagne|portugal|maroc|cure)|"
        r"au (?:senegal|maroc|portugal|mali|cameroun|travail|bureau|boulot)|conge\w*|retraite|contrat|changer de|"
        r"employeur|entreprise|service|equipe|chef|bureau|collegues|poste|regroupement familial|le matin|"
        r"l apres midi|absente?|numero|appelez avant|reunion|projet|travaux|train|valise|accident (?:du|de)|"
        r"a percute|m a percute|glisse|verglas|somnol\w*|apnee\w*|visa)\b"
    ),
    before=90,
    after=90,
)
THANKED = Guard(
    "thanked",
    re.compile(
        r"\b(?:de (?:vous|votre|vos|ce|cette|l aide|aide|transport|ambulance|canne|fauteuil|lunettes)|guerie?|"
        r"repris|retrouve|va mieux|quand|apres|operation|retraite|permis|voiture)\b"
    ),
    before=60,
    after=40,
)
WISHED = Guard(
    "wished",
    re.compile(
        r"\b(?:esper\w*|envie|expres|veux|veut|voudrais|aimerais|souhaite|idee|idees|tentation|tente|lach\w*|"
        r"imagine|suffirait|pense|definitivement|pour de bon|faut que)\b"
    ),
    before=70,
    after=60,
)
GAS_BILL = Guard(
    "gas_bill",
    re.compile(
        r"\b(?:factures?|coupure|premiere fois|compteur|chauff\w*|cuisin\w*|contrat|fournisseur|engie|edf|tarif|"
        r"bouteille)\b"
    ),
    before=50,
    after=60,
)
LOST_THEM = Guard(
    "lost_them",
    re.compile(r"\b(?:il|elle|pere|mere|mari|femme|maman|papa|chien|chat|est|etait)(?: [^ .]+){0,2} $"),
    before=40,
)
PART_OF_LIFE = Guard(
    "part_of_life",
    re.compile(
        r"\b(?:vie|existence) (?:professionnelle|sociale|active|sentimentale|sexuelle|de couple|privee|"
        r"au travail)\b"
    ),
    before=1,
    after=1,
)
RESULTS = Guard(
    "waiting_for_results",
    re.compile(r"\b(?:resultats?|diagnostic|biopsie|examens?|scanner|irm|nouvelles|attends|expulsion|licenciement)\b"),
    before=80,
    after=60,
)
SHUT_IN = Guard(
    "shut_in",
    re.compile(r"\b(?:enfermee?|expres|repond\w*|mourir|tuyau|echappement|respirer|finir)\b"),
    before=60,
    after=60,
)
LEAVING_LIFE = Guard(
    "leaving_life",
    re.compile(r"\b(?:bientot|dit que|range\w*|donne\w*|adieu|la haut|ciel|mort\w*|decede\w*|plus la)\b"),
    before=90,
    after=60,
    beyond=True,
)
