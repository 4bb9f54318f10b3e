"""The conditions that keep a danger rule quiet, or that it needs: negation, past and over, idiom, paperwork, workplace."""

from __future__ import annotations

import re

from lexicon.danger.pattern import Guard

_ADMIN = (
    r"(?:papiers?|paperass\w+|dossiers?|demarches?|administrati\w+|histoires?|procedures?|courriers?|problemes? (?:de|avec)|divorce|caf|cpam|secu|demande\w*"
    r"|rendez|formulaires?|attente|traitement|chimio\w*|travaux|arret|contrat|conflit|litige|dettes?|credit|retards?|affaire|justificatifs?|mdph"
    r"|attestation\w*|recours|situation|inscription|questions?|questionnaire|assurance\w*|impots?|appels?|bail|succession|mutuelle|employeur|patron)"
)
_YEARS = r"\b(?:an|ans|annees?|decennies)\b"

IDIOM_DIE = Guard(
    "idiom_die",
    re.compile(
        r"^ (?:litteralement )?(?:de (?:rire|faim|chaud|froid|soif|honte|fatigue|ennui|sommeil|peur|trouille|jalousie|curiosite|impatience|plaisir|vieillesse"
        r"|savoir|voir)|chez (?:moi|elle|lui|soi)|a la maison|dignement|dans (?:mon|son) lit|a petit feu au|de (?:vos?|votre|la liste|leurs?|facebook|internet|ameli|ce fichier|ton)|(?:la|ma|mes|le|les|l|ces) )\b"
    ),
    after=40,
)
NEGATED = Guard(
    "negated",
    re.compile(
        r"(?:(?<!sais )(?<!sait )(?<!savent )(?<!vois )(?<!voit )(?<!pourquoi )(?<!trouve )\b(?:pas|jamais)(?! (?:loin|d autre|de autre|autre))|\baucune?(?! autre)|\bplus (?:de |d |du tout |envie|idees?))"
        r"(?: (?!(?:je|il|elle|on|ils|elles|et|mais|sinon|alors|donc|ou) )(?:que (?:je|il|elle|on)|[^ .]+)){0,4} $"
    ),
    before=45,
)
PAST = Guard(
    "past",
    re.compile(
        r"\bil y a (?:deja |bien |environ |plus de |presque )?(?:[^ .]+ ){1,4}?(?:an|ans|annees?|decennies)\b|\bil y a (?:tres |bien )?longtemps\b"
        r"|\b(?:en|depuis|ete|hiver|fin|debut|de|annee) (?:19|20)\d\d\b|\bannees? (?:derniere|passee|80|90|2000)|\bl an (?:dernier|passe)\b|\ba (?:l|cette) epoque\b"
        r"|\bdans (?:ma|mon|sa|son) (?:jeunesse|enfance|adolescence|passe)\b|\bquand (?:je |il |elle )?etai[st] (?:petite?|jeune|ado|enfant|mariee?|gamine?)\b"
        r"|\b(?:autrefois|jadis|dans le passe|par le passe|ca fait longtemps|dans le temps|antecedents?)\b|\ba (?:vingt|trente|quinze|seize|dix huit|\d\d) ans\b"
        r"|\b(?:ca fait|voila) (?:[^ .]+ ){1,3}?(?:an|ans|annees)\b|\bet(?:e|ait) (?:ma|sa) jeunesse\b"
    ),
    before=70,
    after=90,
    void_if=re.compile(r"\b(?:recommenc\w*|hier|reprend|revient|reviennent|a nouveau|de nouveau|ce matin|ce soir|cette nuit|encore (?:envie|des idees))\b"),
)
OVER = Guard(
    "over",
    re.compile(
        r"\b(?:ce est (?:fini|termine|du passe|derriere|de l histoire|regle)|suis (?:partie?|separee?|divorcee?|en securite|a l abri)|ai (?:quittee?|divorce|coupe)|l ai quittee?"
        r"|ont? (?:est )?(?:divorce|separee?s)|a ete (?:condamne\w*|incarcere\w*|juge\w*)|en prison|sommes (?:divorces|separes)|ai refait ma vie|plus de contact"
        r"|il est mort|ca va mieux|je vais (?:bien )?mieux|tout va bien|suis gueri\w*|suis sortie?|ancien(?:ne)?s?|avait|avais|me battait|me frappait)\b"
    ),
    before=90,
    after=110,
    beyond=True,
    void_if=re.compile(
        r"\b(?:recommenc\w*|revient|revenu\w*|retrouve\w*|cherche\w*|hier|ce matin|ce soir|cette nuit|menace\w*|peur|harcele\w*|a nouveau|de nouveau|toujours la|rode\w*|attend|suit)\b"
    ),
)
HANDLED = Guard(
    "handled",
    re.compile(
        r"\b(?:hospitalise\w*|en rea\w*|pris en charge|prise en charge|opere\w*|operation|en reeducation|reeducation|sequelles?|suite (?:a|de|d)|depuis (?:son|mon|l|cet|ce|une?) "
        r"(?:avc|infarctus|malaise|accident|crise|operation|hemorragie|chute)|apres (?:son|mon|un|une|l)|convalescence|arret de travail|arret maladie|ald|scanner|irm|examens?|"
        r"cardiologue|neurologue|clinique|sorti\w*|rentre\w* de l hopital)\b"
    ),
    before=80,
    after=90,
    void_if=re.compile(r"\b(?:en ce moment|la maintenant|de nouveau|a nouveau|recommenc\w*|samu|ambulance|a l instant|vite|attends)\b"),
)
PAST_CARE = Guard(
    "past_care",
    re.compile(
        PAST.pattern.pattern
        + r"|\bil y a (?:[^ .]+ ){1,4}?(?:mois|semaines?|jours)\b|\b(?:mois|semaine) (?:derniere?|passee?)\b|\b(?:en|debut|fin|mi) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout"
        r"|septembre|octobre|novembre|decembre)\b|\ble (?:\d+|premier) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
        r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) dernier\b|\b(?:avais|avait|etais|etait|ai eu|a eu|avait eu|ai deja|a deja|deja fait|deja eu)\b"
        r"|\bau (?:travail|boulot) (?:le|en|du)\b|\baccident (?:du|de) travail\b"
    ),
    before=80,
    after=80,
)
CHRONIC = Guard(
    "chronic",
    re.compile(
        r"\b(?:depuis (?:[^ .]+ ){1,4}?(?:mois|ans?|annees?)|depuis (?:longtemps|toujours|le covid|mon|son|l|la)|bpco|covid long|au moindre effort|a l effort|escaliers?|emphyseme|apnee\w*"
        r"|insuffisance|insuffisante?|chronique\w*|parfois|de temps en temps|souvent|regulierement|des fois|quand je (?:marche|monte|porte|fais)|en marchant|mucoviscidose|fibrose|la nuit"
        r"|pneumologue|allergie aux|au printemps|machine|appareil|sous oxygene|oxygene a)\b"
    ),
    before=80,
    after=80,
    void_if=re.compile(r"\b(?:maintenant|ce matin|depuis ce|tout de suite|cette nuit j|ce soir|d un coup|de un coup|a l instant|la je|vite|samu|bleue?s?|en ce moment)\b"),
)
WORKPLACE = Guard(
    "workplace",
    re.compile(
        r"\b(?:infirmiere?|aide soignante?|medecin urgentiste|ambulancier\w*|brancardier|secouriste|formation|stage|association|je travaille (?:a|aux|dans|en|au|avec|comme|pour)"
        r"|prevention|sensibilisation|enquete|memoire|reportage|metier|atelier|en tant que|mon poste|educatrice|educateur|psychologue|etudiante? en|auxiliaire de vie chez)\b"
    ),
    before=80,
    after=60,
)
BEREAVED = Guard(
    "bereaved",
    re.compile(
        r"(?:\b(?:se est|se etait|se sont|se etant) $)|\b(?:apres|depuis|suite|a cause|lors|mort|decede\w*|deces)(?: [^ .]+){0,3} $|\b(?:le|du|par|son) (?=suicide (?:de|d|du) )"
    ),
    before=40,
)
DEATH_OF = Guard("death_of", re.compile(r"^ ?(?:de|d|du|des) (?:mon|ma|mes|son|sa|ses|l|un|une|notre|leur|collegue\w*|la|le)\b"), after=30)
ADMIN_END = Guard(
    "admin_end",
    re.compile(
        rf"^ (?:(?:une (?:bonne )?fois pour toutes?|vite|rapidement|enfin|au plus vite|aussi|juste|vraiment) )*(?:avec|de) (?:[^ .]+ ){{0,4}}?{_ADMIN}|^ avec (?:ca|vous|eux|elle|lui)\b"
        rf"|^ avec (?:ces|cette|ce|cet|les|l|mon|votre|vos|leur|le|la|mes) (?!vie|jours?\b|souffrance|calvaire|douleur|existence|enfer|cauchemar|mal)"
    ),
    after=80,
)
ADMIN_NEAR = Guard("admin_near", re.compile(rf"\b{_ADMIN}\b|\b(?:juge|avocat|ecole|notaire|obseques|retraite|conseil|mairie|prefecture|banque|operation|demenag\w*)\b"), before=30, after=40)
STRESS_SUBJECT = Guard(
    "stress_subject",
    re.compile(
        r"\b(?:ca|cela|travail|boulot|stress|maladie|cancer|fatigue|dossier|administration|attente|medecin\w*|docteur|chirurgien|hopital|caf|cpam|secu|dos|douleur|chaleur|patron|chef|vous"
        r"|traitement|bruit|froid|chagrin|crise|jambes?|genoux?|solitude|kine|dentiste|infirmiere?|tension|inquietude|angoisse|chimio\w*|tabac|ce qui)(?: (?:il|elle|ils|qui|allez|va|vont|me|aussi))* ?$"
    ),
    before=30,
)
SCHOOL = Guard(
    "school",
    re.compile(
        r"\b(?:ecole|college|lycee|recre\w*|cour|copains?|copines?|camarades?|eleves?|autres? enfants?|autre petit|creche|bagarre\w*|bagarrent|disput\w*|entre eux|chamaill\w*|cousins?|jeux?|"
        r"jouant|sa soeur|son frere|freres et soeurs|classe|centre aere|se tapent|foot|judo|boxe|a la porte|batterie|ordinateur|clavier)\b"
    ),
    before=80,
    after=60,
)
SOON = Guard(
    "not_tonight",
    re.compile(
        r"\b(?:risque\w*|peur (?:de|d|que)|crains|craint|dans (?:[^ .]+ ){1,2}?(?:jours|semaines?|mois)|mois prochain|semaine prochaine|fin (?:du mois|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
        r"|septembre|octobre|novembre|decembre|du bail|de l annee)|bientot|si (?:rien|je|on|vous|ca|il|elle)|eviter|menac\w*|finir|a terme|treve|pourrai[st]|en (?:janvier|fevrier|mars|avril|mai|juin|juillet"
        r"|aout|septembre|octobre|novembre|decembre)|etais|etait|etions|j ai ete|ai ete|ai connu|avant|sinon|ai failli|plus jamais|ai deja|vais me retrouver|va me mettre|veut me mettre|veulent me mettre)\b"
    ),
    before=60,
    after=60,
    void_if=re.compile(r"\b(?:ce soir|cette nuit|aujourd hui|demain|depuis (?:hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+ (?:jours|nuits|semaines))|maintenant|en ce moment|actuellement|ce matin|hier|tout de suite|a l instant)\b"),
)
HOSTED = Guard(
    "hosted",
    re.compile(r"\b(?:chez (?:un|une|ma|mon|mes|des|lui|elle|la|le)|heberge\w*|foyer|hotel|canape|accueilli\w*|un toit chez)\b"),
    before=50,
    after=60,
    void_if=re.compile(r"\b(?:ne peut plus|peut plus|peuvent plus|veut plus|veulent plus|mis\w* (?:a la porte|dehors)|vire\w*|dors dehors|jusqu a ce|plus personne|plein|complet|refus\w*|plus de place)\b"),
)
WORK_OUT = Guard("work_outside", re.compile(r"\b(?:travail\w*|boulot|chantier|metier|jardin|promen\w*|fumer|sortir|balade\w*|marche\w*|courses|attend\w*|velo|sport|jouer)\b"), before=40, after=40)
LOST = Guard("lost_someone", re.compile(r"\b(?:mort|morte|decede\w*|deces|disparu\w*|defunt\w*|perdu|enterr\w*|veu(?:f|ve)|ciel|la haut|tombe|cimetiere|au dela|paradis)\b"), before=120, after=80, beyond=True)
I_MYSELF = Guard("reflexive", re.compile(r"\b(?:je|que je|moi) $"), before=8)
IS_AGGRESSOR = Guard(
    "aggressor",
    re.compile(
        r"\b(?:mari|conjoint|compagn\w+|femme|copain|copine|ex|mec|fils|fille|frere|pere|mere|parents|beau|belle|gendre|concubin|epou\w+|voisin\w*|famille|papa|maman|oncle|homme|monsieur|il|elle|ils|on|lui)\b"
    ),
    before=70,
    after=40,
)
BODY_PART = Guard(
    "body_part",
    re.compile(r"\b(?:dos|genou|genoux|jambes?|bras|epaules?|pied|pieds|ventre|tete|mains?|hanches?|cou|nerfs|systeme|oeil|yeux|soleil|ordinateur|porte|imprimante|coeur|poitrine)\b(?: [^ .]+){0,5} ?$"),
    before=45,
)
IDIOM_KILL = Guard(
    "idiom_kill",
    re.compile(r"^ ?(?:a la tache|au (?:travail|boulot|turbin)|au|a (?:vous|te|le|la|lui|leur|expliquer|repeter|dire|force|essayer|travailler|chercher)|la sante|le dos|les yeux|le temps|dans (?:les|mes|des|ces|la paperasse|un verre|le travail|l alcool|le boulot|tout ca))\b"),
    after=30,
)
PRESCRIBED = Guard(
    "prescribed",
    re.compile(
        r"\b(?:comme|prescri\w*|ordonnance|pharmaci\w*|posologie|pilulier|tous les (?:jours|matins|soirs)|chaque (?:jour|matin|soir)|bien (?:pris|pr)|rembours\w*|paye\w*|cher|frigo|effets? secondaires?"
        r"|factures?|justificati\w*|avance|date|perime\w*|renouvel\w*|rupture|stock de la|donne\w* au|rapport\w*|infirmiere?|medecin (?:a|m a|me)|fievre|mal de (?:tete|dos)|pour le diabete|pour la tension"
        r"|a l abri|hors de (?:la )?portee|traitement de (?:fond|\d+)|par jour|matin midi|(?:le|les|l) (?:docteur|medecin|notice))\b"
    ),
    before=70,
    after=70,
    void_if=re.compile(r"\b(?:mourir|en finir|expres|d un coup|de un coup|plus me reveiller|suicid\w*|au cas ou|dormir pour|boites? entiere?s?|dort|reveille pas|adieu)\b"),
)
CHILD_ACCIDENT = Guard(
    "child_or_accident",
    re.compile(
        r"\b(?:(?:par|un) accident|par erreur|sans (?:faire expres|le vouloir)|pas expres|trompe\w*|bebe|mon petit|ma petite|(?:mon|ma) (?:fils|fille) de (?:[^ .]+ ){0,2}?(?:ans|mois)|a fait (?:une )?betises?"
        r"|anesthesi\w*|operation|coma|mes betises|jeunesse|peur de (?:pas|plus|jamais)|arrive (?:pas|plus)|fait pas|apnee\w*|a (?:deux|trois|quatre|cinq|six|2|3|4|5|6) ans)\b"
    ),
    before=60,
    after=60,
)
GIVING_UP = Guard(
    "giving_up_a_thing",
    re.compile(
        r"^ ?(?:comme (?:une (?:esclave|assistee?)|un (?:chien|esclave))|ici\b|chez|avec (?:lui|elle|eux|mon|ma|mes|leurs?|ses|ces|cette femme|les)|dans (?:ce|cet|cette|mon|ma|mes|un|une|l|le|la|des)|en (?:appartement|ville"
        r"|colocation|france|foyer|ehpad|maison|hlm|couple|france)|au (?:foyer|crochet|rez|depart)|a (?:la|l|paris|plusieurs|deux|mon (?:travail|poste|metier))|aux crochets|sous|seule?\b|ensemble|loin|separee?s?|du (?:rsa|chomage)"
        r"|de (?:rappeler|retourner (?:a la c|au travail|a l usine|au boulot)|remplir|refaire|lui parler|la caf|mon (?:permis|travail|emploi)|que de (?:rappeler|remplir))|que (?:de )?(?:rappeler|remplir|(?:retourner|revenir|reprendre|bosser|travailler) (?:[^ .]+ ){0,2}?(?:c|caf|cpam|travail"
        r"|boulot|usine|boite|bureau|poste|entreprise|magasin|chantier|taf)|payer|refaire)|a (?:mon|ma|mes) (?:travail|metier|emploi|poste|maison|voiture|carriere|projets?|salaire|vacances|appart\w*|moto|boulot)|active|(?:a|en) \d+ a|sur un pied)\b"
    ),
    after=60,
)
HEIR_WORRY = Guard(
    "worry_for_those_left",
    re.compile(
        r"\b(?:qui (?:va |pourra )?s(?:e)? ?occup\w*|qui s occup\w*|qui (?:va )?(?:garder|aider|prendre|paiera|payer)|peur|pas envie|que deviendra|que va devenir|tutelle|heritage|succession|testament|assurance (?:vie|deces)"
        r"|pension|reversion|obseques|handicap\w*|proteger|cancer|metastas\w*|palliatifs?)\b"
    ),
    before=90,
    after=80,
)
DRY_LEAVING = Guard(
    "leaving_a_place",
    re.compile(
        r"\b(?:demenag\w*|hospitalis\w*|hopital|vacances|operation|operee?|reeducation|a cette adresse|au pays|en (?:algerie|tunisie|espagne|italie|afrique|vacances|retraite|congo|bretagne|portugal|maroc|cure)|au (?:senegal"
        r"|maroc|portugal|mali|cameroun|travail|bureau|boulot)|conge\w*|retraite|contrat|changer de|employeur|entreprise|service|equipe|chef|bureau|collegues|poste|regroupement familial|le matin|l apres midi|absente?"
        r"|numero|appelez avant|reunion|projet|travaux|train|valise|accident (?:du|de)|a percute|m a percute|glisse|verglas|somnol\w*|apnee\w*|visa)\b"
    ),
    before=90,
    after=90,
)
HIT_IDIOM = Guard(
    "hit_idiom",
    re.compile(
        r"\b(?:sur les nerfs|sur le systeme|dans l oeil|sur le (?:clavier|coeur)|contre (?:la|le|cette|mon|ma|une|un) (?:maladie|cancer|administration|caf|cpam|secu|sort|depression|injustice|decision|refus)"
        r"|coup de (?:main|fil|telephone|pouce|chaud|froid|barre|mou|vieux|fatigue|blues|stress|massue)|par (?:la vie|le sort|la maladie|la crise|le chomage|un malheur|un deuil|l age)|de plein fouet|en dents de scie"
        r"|frappe(?:e|nt)? (?:c est|ce est|a l ordinateur)|de cartes?|son plein|aux? portes?|ce qui me|par une voiture|par un (?:chien|chat|moustique)|chien|chat|moustique|douleurs?)\b"
    ),
    before=30,
    after=45,
)
WORK_QUARREL = Guard(
    "work_quarrel",
    re.compile(
        r"\b(?:patron\w*|chef\w*|employeur\w*|direct\w*|manager\w*|collegues?|hierarchie|superieure?|harcelement (?:moral|au travail)|au (?:travail|boulot|bureau)|entreprise|rh|usine|caf|cpam|secu|administration|conseiller\w*"
        r"|banque|huissier\w*|agence|syndic|assurance|creanciers?|securite sociale|france travail|pole emploi)\b"
    ),
    before=70,
    after=50,
    void_if=re.compile(r"\b(?:couteau|coups?|frapp\w*|viol\w*|etrangl\w*|mari|conjoint)\b"),
)
DOCTOR_ORDERS = Guard(
    "doctor_orders",
    re.compile(r"\b(?:medecin\w*|docteur|chirurgien\w*|hopital|kine|infirmiere?|cardiologue|specialiste|psychiatre|psy|cpam|secu|caf|arret|heures de sortie|patron|employeur|maladie|douleurs?|fatigue|jambes?|fauteuil|dos|genoux?)\b"),
    before=70,
    after=30,
)
LIFT = Guard("stuck_at_home", re.compile(r"\b(?:ascenseur|etage|escaliers?|maladie|douleurs?|fauteuil roulant|dehors sans|oublie|cles? (?:a|de|dans)|dans (?:mon corps|ma tete|le silence))\b"), before=60, after=60)
SADNESS = Guard(
    "alone_with_illness", re.compile(r"\b(?:maladie|douleurs?|angoisses?|depression|solitude|covid|fatigue|handicap|peur de sortir|jambes?|hanche|genou|dos|fauteuil|confinement|toute seule)\b"), before=50, after=50
)
SICKNESS = Guard(
    "sickness",
    re.compile(r"\b(?:maladie|cancer|operation|chimio\w*|tumeur|coeur|chirurgie|tabac|alcool|covid|traitement|emploi|poste|travail|logement|dossier|compte|entreprise|surpoids|retraite|financier\w*|droits|greffe|dialyse|sclerose)\b"),
    before=60,
    after=70,
)
TELL_HIM = Guard("tell_him", re.compile(r"^ ?(?:dire|demander|annoncer|parler|faire de la peine|expliquer|en parler|reclamer|donner|laisser|manquer)\b"), after=30)
HOMECOMING = Guard("homecoming", re.compile(r"\b(?:operation|hopital|hospitalisation|chirurgie|toute? seule?|tomber|escaliers?|reeducation|clinique|protheses?)\b"), before=60, after=60)
MEDICAL_WORDS = Guard("medical_words", re.compile(r"\b(?:respire\w*|poitrine|malaise|avc|connaissance|convuls\w*|saigne\w*|inconsciente?|evanouie?|reagit|samu|pompiers)\b"), before=80, after=80)
FEAR = Guard("fear", re.compile(r"\b(?:peur|secours|police|menace\w*|vite|ivre|bu|saoul|violent|defonce|cachee?|enfermee?|hurle|crie|rentrer)\b"), before=80, after=80, beyond=True)
THIEF = Guard("thief", re.compile(r"\b(?:prefecture|mairie|metro|police|gendarme\w*|administration|bus|train|sac|huissier|banque|distributeur|douane)\b"), before=60, after=60)
HAPPY_WEDDING = Guard("happy_wedding", re.compile(r"\b(?:fiancee?|on (?:va|veut) se marier|avec moi|heureu\w*|l eglise|mairie|pacs\w*|je veux me marier|nous marier|ete prochain)\b"), before=50, after=50)
CALM_VIOL = Guard(
    "not_rape",
    re.compile(
        r"\b(?:douleurs?|vie privee|secret|droits?|loi|confidentialite|domicile|regles?|vent|orage|viole (?:de|d)|violon|procedure|obligations?|rgpd|donnees|plus violent|tres violent|moins violent|si violent|ciel)\b"
    ),
    before=35,
    after=35,
)
MONEY_TOUCH = Guard("money_touch", re.compile(r"\b(?:rsa|aah|retraite|pension|indemnit\w*|beaucoup|profondement|situation|votre|gentillesse|sincerement|ca|cela|kine|salaire)\b"), before=40, after=40)
CHEST_CARE = Guard(
    "chest_care",
    re.compile(r"\b(?:mammographie|sein|seins|reconstruction|radiotherapie|rayons|protheses? mammaire|cicatrice|cotes? cassees?|mammaire|soutien gorge|tatouage|rhume|bronchite|toux|tousse|angoisse de|cancer)\b"),
    before=60,
    after=60,
)
BREATHLESS_IDIOM = Guard(
    "breathless_idiom",
    re.compile(
        r"\b(?:dettes?|credits?|factures?|loyers?|financier\w*|appartement|logement|studio|papiers?|paperasse|administrati\w+|travail|boulot|famille|demarches?|stress|chaleur|charges|pression|couple|solitude|relation"
        r"|bureau|quotidien|ennui|rire|honte|budget|deuil|paris|clim|moisissure\w*|humidite|prendre l air|changer d air|changer de air|de l air\b(?= (?:frais|pur)))\b|\bplus (?:librement|facilement|calmement)\b"
    ),
    before=70,
    after=70,
    void_if=re.compile(r"\b(?:poitrine|bleue?s?|samu|levres|asthme|bebe|gorge|arete|gonfle\w*|ventoline|tout de suite|ambulance)\b"),
)
FLUSH = Guard("of_the_heart", re.compile(r"\b(?:quand je (?:pense|lis|vois|recois)|ca (?:me )?fend|me serre le|de voir|lisant|recevant|chagrin|deces|deuil|courrier|departement|carte|ciel|haut|yeux bleus|bleu de|peur bleue|ca me fait mal|au coeur (?:de|du))\b"), before=50, after=50)
CARE_TRANSPORT = Guard(
    "care_transport",
    re.compile(
        r"\b(?:transport\w*|bon de|rembours\w*|dialyse|rendez|consultation|seance\w*|facture\w*|prise? en charge|kine|taxi|vsl|chimio\w*|rayons|radiotherapie|prescription|trajet\w*|convoc\w*|aller retour|hospitalisation prevue"
        r"|renouvel\w*|fournisseur|prestataire|location|doit passer|livraison|dossier|carte|samu social|secours (?:populaire|catholique|financier|d urgence financ)|aide d urgence|urgence administrative|demarche\w*|logement|accouch\w*"
        r"|s est trompee? de (?:medicament|boite)|pharmacie)\b"
    ),
    before=70,
    after=60,
    void_if=re.compile(r"\b(?:respire\w*|poitrine|connaissance|reagit|meurt|mourir|vite|tout de suite|bleue?s?|saigne\w*|etouffe)\b"),
)
HAPPENED = Guard(
    "already_happened",
    re.compile(r"\b(?:a (?:deja |aussi )?(?:fait|eu|ete)|ai (?:deja |aussi )?(?:fait|eu|ete)|ont (?:fait|eu)|avait|avais|avoir (?:fait|eu)|ayant|eu|apres|deja|etait|etais|peur (?:de|d|que)|risque\w*|crains|eviter|fut) (?:[^ .]+ )?(?:[^ .]+ )?$"),
    before=28,
    void_if=re.compile(r"\b(?:en train|vient de|viens de|crois|dirait)\b"),
)
RECENT = Guard(
    "recent",
    re.compile(
        r"\b(?:maintenant|aujourd hui|ce matin|cette nuit|ce soir|tout de suite|en ce moment|a l instant|tout a l heure|d un coup|de un coup|soudain\w*|subitement|brusquement|vien[ts] de|depuis (?:ce|cette|une|deux|cinq|dix|\d+) "
        r"(?:matin|nuit|heures?|minutes?)|il y a (?:[^ .]+ ){1,2}?(?:minutes?|heures?)|respire\w*|bouge\w*|repond|reagit|vite|secours|samu|ambulance|aidez|la je|la il|la elle|par terre|sol|reveille)\b"
    ),
    before=90,
    after=90,
    beyond=True,
)
SLEEPING_PERSON = Guard(
    "a_person",
    re.compile(r"\b(?:mari|femme|mere|pere|maman|papa|fils|fille|bebe|enfant|frere|soeur|voisine?|amie?|conjoint|compagn\w+|grand|mamie|papi|monsieur|dame|nourrisson|petite?|il (?:est|a|respire)|elle (?:est|a|respire)|levres|inconscient\w*)\b"),
    before=110,
    after=60,
    beyond=True,
)
DOSSIER = Guard(
    "a_file",
    re.compile(
        r"\b(?:dossier|demande|telephone|ligne|standard|conseiller\w*|cpam|secu|caf|mdph|site|compte|ameli|medecin (?:traitant|conseil)|mails?|courriers?|appels?|employeur|patron|rh|francais|ordinateur|ecran|pharmacien\w*|proprietaire"
        r"|assistante sociale|service|administration|ne se parlent|famille ne|demenag\w*|vacances|de moi a)\b"
    ),
    before=70,
    after=50,
)
MORNING_SLEEP = Guard("sleep", re.compile(r"\b(?:le matin|la nuit|pour aller|a l heure|reveil|avant (?:midi|dix)|depuis (?:[^ .]+ ){1,3}?(?:mois|ans?|annees?)|sclerose|fauteuil|handicap\w*|beaucoup|trop|ouvre pas les (?:courriers|lettres))\b"), before=50, after=60)
ACCIDENTAL = Guard("taken_by_mistake", re.compile(r"\b(?:j|je|il|elle|ai|a|pris|prise|avale|injecte|donne|fils|fille|mari|mere|pere)\b"), before=50, after=50)
CHILD_OR_SLIP = Guard("child_or_slip", re.compile(r"\b(?:par accident|par erreur|sans faire expres|bebe|mon petit|ma petite|fils|fille|enfant|petite? (?:fils|fille)|neveu|niece|(?:un|deux|trois|quatre|cinq|[1-9]) ans|[0-9]+ mois|trompe\w*)\b"), before=60, after=70)
TRAVEL = Guard(
    "on_the_way",
    re.compile(r"\b(?:pendant (?:le|la|les|que)|trajet|vacances|camping|voyage|mon fils dort bien|rendez|convoc\w*|a cote de (?:la|ma)|pres de la gare|tente (?:de|d)|chaise|canape|retape|studio|devant la tele|plus (?:dormir|marcher))\b"),
    before=40,
    after=40,
)
HOSPITAL_BED = Guard("hospital_bed", re.compile(r"\b(?:medicalise|ehpad|reeducation|creche|medecin|pharmacie|garde|aide a domicile|solution pour (?:mes|les) (?:papiers|droits)|convalescence|parking|soins)\b"), before=60, after=60)
REPAIRS = Guard("roof_repairs", re.compile(r"\btoit (?:de|du|qui|fuit|est|refait|neuf)\b|\b(?:fuite\w*|tuiles?|travaux)\b"), before=30, after=40)
JOB = Guard("job", re.compile(r"\b(?:travail|boulot|patron\w*|employeur\w*|chef\w*|entreprise|usine|licenci\w*|societe|magasin|poste|cdi|cdd|contrat|ecole|college|lycee|rdv|bureau|cours|club)\b"), before=70, after=60)
DRIVE = Guard("driving", re.compile(r"\b(?:pas de voiture|ma voiture (?:est|a)|de la rue (?:de|du|des)|\d+ (?:bis )?rue|rue (?:de|du|des|victor|jean|pasteur|gambetta|saint|de la republique)|traverse\w*|garde\w* la voiture)\b"), before=40, after=40)
SLEEPS = Guard("somebody_lives_there", re.compile(r"\b(?:dors|dort|dormons|dorment|vis|vit|vivons|suis|sommes|loge|nuits?|dormir|habite)\b"), before=60, after=40)
_KID = r"(?:enfants?|fils|filles?|bebes?|petite?s?|nourrisson|neveux?|nieces?|mineure?s?|jumeaux|ados?|garcons?|fillette|petits enfants|aine\w*|cadet\w*|eleve)"
CHILD_NEAR = Guard("child_near", re.compile(rf"\b(?:mon|ma|mes|ses|son|sa|les|des|aux|au|nos|un|une|notre|leurs?|l|deux|trois|le|la|quatre|grand|petits?|d|de) (?:petite?s? )?{_KID}\b"), before=110, after=70, beyond=True)
CHILD_RUN = Guard("a_minor_ran", re.compile(rf"\b(?:mon|ma|notre|sa|son) (?:petite?s? |grande? )?{_KID} (?:de (?:[^ .]+ ){{1,2}}?(?:ans|mois)|mineure?|a (?:fugue|disparu)|est (?:partie?|en fugue))|\bfugue\b"), before=90, after=50)
ADULT_CHILD = Guard(
    "adult_child",
    re.compile(
        r"\b(?:(?:vingt|trente|quarante|cinquante|soixante|[2-6]\d) (?:[^ .]+ )?ans|adulte|majeure?|sa femme|son mari|ses enfants a lui|autonome|son appartement|son travail|foyer de vie|handicape adulte|esat|etudes|etudiante?|universite|par son (?:mari|compagnon|copain|conjoint|ex|petit ami|concubin)|son (?:mari|compagnon|conjoint|copain|concubin) (?:la|l|lui))\b"
    ),
    before=60,
    after=60,
)
CHILD_HITS_ME = Guard("child_hits_an_adult", re.compile(r"\b(?:me|nous) (?:a |ont |aussi )?(?:[^ .]+ )?(?:frapp|tap|bat|cogn|gifl|menac|viol|touch|enferm|maltrait|secou|brul)\w*"), before=2, after=2)
FALLS = Guard("ordinary_marks", re.compile(r"\b(?:tombe\w*|velo|chute|varicelle|rougeole|eczema|allergi\w*|vaccin|piqures?|moustiques?|football|sport|naissance)\b"), before=60, after=60)
HEALTHY_ALONE = Guard(
    "alone_but_fine",
    re.compile(
        r"\b(?:mere seule|maman seule|eleve\w* seule?|seule avec|seul avec|parent isole|je suis seule?|vis seule?|vit seule|elever|toute seule (?:avec|pour)|va seule? a|sait (?:manger|marcher)|peu[tx] pas (?:laisser|les laisser)"
        r"|veux pas (?:laisser|les laisser)|(?:eviter|peur) de (?:les |le |la )?laisser|faire (?:garder|ses devoirs)|dort seule?|lit tout seul|qui (?:va )?(?:garder|s occup\w*)|si je suis hospitalise\w*|operation|hospitalis\w*|pendant mon)\b"
    ),
    before=60,
    after=60,
)
NEGLECT = Guard("neglect", re.compile(rf"\b(?:{_KID})\b(?: [^ .]+){{0,12}} \b(?:seule?s?|laisse\w*|manger|frapp\w*|crie\w*|sale\w*|peur|danger|nuit)\b|\b(?:laisse\w*|abandonn\w*|reste\w*|dort)(?: [^ .]+){{0,6}} {_KID}\b"), before=100, after=60)
LIVING_ALONE = Guard("living_alone", re.compile(r"\b(?:vis|vit|je suis|elever|eleve|depuis|avec)\b"), before=30)
PICKY = Guard(
    "eats_badly",
    re.compile(r"\b(?:cantine|appetit|legumes|regime|chimio\w*|traitement|hopital|gastro|allergi\w*|intoleran\w*|allait\w*|malade|anorexi\w*|sonde|bien mange|a l ecole|rien de grave|payer la|restaurant|viande|porc)\b"),
    before=60,
    after=60,
)
BENEFITS = Guard("benefits", re.compile(r"\b(?:pension|caf|allocations?|paye|droit|rendez|nouvelles|adresse|nom|argent|coup de main|linge|garde alternee)\b"), before=40, after=50)
I_CARE = Guard("i_cannot_care", re.compile(r"\bje (?:[^ .]+ ){0,3}$|\b(?:qui|personne) $"), before=30)
MYSELF_LOCKED = Guard("myself_locked", re.compile(r"\b(?:je|suis|me suis|me|m)(?: [^ .]+){0,2} $"), before=20)
DECEASED = Guard("deceased", re.compile(r"\b(?:mort|morte|decede\w*|deces|maladie|cancer|enterr\w*|vivre|etudes|travailler|vacances|colonie|retraite|pere est|mari est)\b"), before=50, after=50)
NOISE = Guard("just_noise", re.compile(r"\b(?:bruit|bruyants?|dormir|tapage|jouent|jouer|rigolent|travaux|sommeil)\b"), before=50, after=60)
NEGATED_ABROAD = Guard("negated_abroad", re.compile(r"\b(?:not|never|don te?|dont|doesn te|didn te|won te|no longer|was|years ago)(?: [^ .]+){0,2} $"), before=25)
RIGHTS_END = Guard(
    "end_of_something_else",
    re.compile(
        r"\b(?:droits?|indemnit\w*|chomage|conges?|forfait|credit|batterie|recours|stock|voies|rue|couloir|telephone|fil|doigts?|pieds?|nez|mois|jours?|semaines?|ans?|annees?|moment|heures?|compte|terme|d un|de un|portant|bout (?:de (?:papier"
        r"|chemin|temps|combien|un|l)|des|du (?:couloir|fil|compte|mois|chemin|monde)))\b"
    ),
    before=22,
    after=22,
)
THANKED = Guard("thanked", re.compile(r"\b(?:de (?:vous|votre|vos|ce|cette|l aide|aide|transport|ambulance|canne|fauteuil|lunettes)|guerie?|repris|retrouve|va mieux|quand|apres|operation|retraite|permis|voiture)\b"), before=60, after=40)
TONIGHT_WORDS = Guard("tonight", re.compile(r"\b(?:aujourd hui|ce soir|cette nuit|demain|maintenant|ce matin|hier|trottoir|dehors|rue|tout de suite|la (?:je|il|elle))\b"), before=70, after=90, beyond=True)
WISHED = Guard("wished", re.compile(r"\b(?:esper\w*|envie|expres|veux|veut|voudrais|aimerais|souhaite|idee|idees|tentation|tente|lach\w*|imagine|suffirait|pense|definitivement|pour de bon|faut que)\b"), before=70, after=60)
GAS_BILL = Guard("gas_bill", re.compile(r"\b(?:factures?|coupure|premiere fois|compteur|chauff\w*|cuisin\w*|contrat|fournisseur|engie|edf|tarif|bouteille)\b"), before=50, after=60)
LOST_THEM = Guard("lost_them", re.compile(r"\b(?:il|elle|pere|mere|mari|femme|maman|papa|chien|chat|est|etait)(?: [^ .]+){0,2} $"), before=40)
CORTISONE = Guard("known_swelling", re.compile(r"\b(?:cortisone|traitement|chimio\w*|dents?|abces|dentiste|fatigue|matin|pleur\w*|coup|operation|oedeme des jambes)\b"), before=50, after=50)
