"""What people say, by field and value: declared patterns over plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.story.words import ADVERB, BE, HOSPITAL, KIN, WHEN


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that tell one value of one field.

    `guards` of the surroundings forbid the reading: h(ypothetical), n(egated), p(ast). `anyone`: the clause need not be about
    the person concerned (« mon patron veut me licencier »). `needs` must be found somewhere in the account.
    """

    field: str
    value: str
    words: re.Pattern[str]
    guards: str = "hnp"
    anyone: bool = False
    needs: re.Pattern[str] | None = None


def _p(field: str, value: str, words: str, guards: str = "hnp", *, anyone: bool = False, needs: str | None = None) -> Pattern:
    return Pattern(field, value, re.compile(words), guards, anyone, re.compile(needs) if needs else None)


_STAY = rf"{HOSPITAL}|hospitalis|operee?\b|operation|convalescen|chirurg"
_TREATER = (
    r"(?:dentiste|medecin|docteur|kine|specialiste|ophtalmo\w*|psy\w*|cardiologue|gyneco\w*|dermato\w*|podologue|orthophoniste|soins?)"
)
_TIME_NOT_LOST = r"(?:travail|emploi|poste|boulot|place|job|taf)"

PATTERNS: tuple[Pattern, ...] = (
    # Sick leave
    _p("sick_leave", "oui", rf"\b{BE} {ADVERB}(?:en |mise? en )?(?:long |longue )?arr?et(?:s)?\b(?! de (?:bus|car|tram))(?: (?:de travail|maladie|longue maladie))?"),
    _p("sick_leave", "oui", rf"\b{BE} {ADVERB}(?:en (?:maladie|longue maladie|ald|conge maladie|conge longue maladie|accident du travail)|arretee?)\b"),
    _p("sick_leave", "oui", r"\ben arr?et (?:de travail |maladie )?(?:depuis|jusqu|pour|suite)\b"),
    _p("sick_leave", "oui", r"\barretee? depuis\b"),
    _p("sick_leave", "oui", r"\bmon arr?et (?:de travail |maladie )?(?:est (?:prolonge|renouvele|reconduit)|a ete (?:prolonge|renouvele)|vient d etre|se termine|finit|dure|court|a commence|actuel|en cours|qui)"),
    _p("sick_leave", "oui", r"\b(?:medecin|docteur|toubib) m a (?:arretee?|mise? en arret|prolongee?|remise? en arret)\b", "hn", anyone=True),
    _p("sick_leave", "oui", r"\b(?:mois|semaines|jours|ans) (?:que (?:je suis|j suis) )?(?:en arr?et|d arr?et)\b"),
    _p("sick_leave", "non", rf"\b(?:ne |n )?{BE} (?:pas|plus) (?:du tout )?(?:en )?(?:arr?et(?:ee?)?|arretee?)\b", "hp"),
    _p("sick_leave", "non", r"\b(?:n )?ai (?:pas|jamais eu) d arr?et(?: de travail| maladie)?\b", "h"),
    # Threats to the job
    _p("job_risk", "oui", r"\b(?:veut|veulent|va|vont|voulait|menacent?|cherchent?|compte|essaie\w*|parle\w*|envisage\w*|souhaite\w*|dit (?:qu il|qu elle) va) (?:\w+ ){0,5}?(?:me |m |nous )?(?:virer|licencier|mettre (?:dehors|a la porte)|remplacer|jeter)\b", "n", anyone=True),
    _p("job_risk", "oui", r"\bva devoir (?:me |m )?(?:virer|licencier|remplacer)\b", "n", anyone=True),
    _p("job_risk", "oui", r"\b(?:procedure|lettre|courrier|convo\w+|entretien|menace\w*|projet|risque\w*|parle\w*) (?:\w+ ){0,5}?licenciement\b", "n", anyone=True),
    _p("job_risk", "oui", r"\b(?:declar\w+|mise? en|jugee?|reconnue?|avis d|suis|est|risque d|vers une|etre) inapt\w+", "n", anyone=True),
    _p("job_risk", "oui", r"\binaptitude\b(?= (?:au|a mon|a tout|au poste|totale|prononcee))", "n", anyone=True),
    _p("job_risk", "oui", rf"\b(?:peur|crains?|craindre|trouille|inquiete?|angoisse) (?:\w+ ){{0,4}}?(?:perdre|perte) (?:de )?(?:mon |ma |son |sa )?{_TIME_NOT_LOST}\b", "", anyone=True),
    _p("job_risk", "oui", r"\b(?:peur|crains?|trouille) (?:\w+ ){0,3}?(?:etre (?:viree?|licencie\w*|remplacee?)|me faire (?:virer|licencier))\b", "", anyone=True),
    _p("job_risk", "oui", rf"\b(?:vais|risque de|peux|pourrais) perdre (?:mon |ma ){_TIME_NOT_LOST}\b", "n", anyone=True),
    _p("job_risk", "oui", r"\b(?:contrat|cdd|mission) (?:ne |n )?(?:va pas|sera pas|est pas|ne sera pas|va pas etre|n est pas|pas) (?:etre )?(?:renouvel\w+|reconduit\w*|prolong\w+)", "", anyone=True),
    _p("job_risk", "oui", r"\b(?:pas|non) (?:me |m )?(?:renouvel\w+|reconduire|garder) (?:mon|de mon|le|du|ma)? ?(?:contrat|cdd|mission)\b", "", anyone=True),
    _p("job_risk", "oui", r"\bne (?:veut|veulent|va|vont) (?:pas|plus) (?:me (?:renouveler|garder|reprendre)|de moi)\b", "", anyone=True),
    _p("job_risk", "oui", r"\b(?:supprim\w+|suppression de) mon poste\b|\bposte (?:va etre|est|sera) supprime\b", "n", anyone=True),
    _p("job_risk", "oui", r"\b(?:peux|pourrai|pourrais|pourra|peut) (?:pas|plus|jamais) (?:\w+ )?(?:reprendre|retourner (?:a|sur)|refaire) (?:mon|ce|son|au|a mon|a ce) ?(?:ancien )?(?:poste|travail|metier|boulot)\b", ""),
    # Work
    _p("employment_status", "salarie_cdi", r"\b(?:en|un|suis) cdi\b"),
    _p("employment_status", "salarie_cdd", r"\b(?:en|un|suis) cdd\b"),
    _p("employment_status", "interim", r"\b(?:en interim|interimaire|mission d interim)\b"),
    _p("employment_status", "independant", r"\b(?:a (?:mon|son) compte|auto ?entrepreneu\w+|micro ?entrepreneu\w+|travaill\w+ independante?|profession liberale|suis (?:artisan|commercante?|independante?|liberale?))\b"),
    _p("employment_status", "fonctionnaire", rf"\b(?:{BE} (?:\w+ )?fonctionnaire|fonctionnaire (?:titulaire|territoriale?|hospitaliere?|d etat)|agente? titulaire|titulaire (?:a|de) (?:la|l) (?:mairie|fonction publique|hopital|education nationale))\b"),
    _p("employment_status", "demandeur_emploi", rf"\b(?:(?<!jusqu )au chomage|demandeu\w+ d emploi|inscrite? (?:a|chez) (?:pole emploi|france travail)|(?:{BE}|actuellement) sans emploi|(?:je |j )(?:re)?cherche (?:du|un) (?:travail|emploi|boulot))\b"),
    _p("employment_status", "retraite", rf"\b(?:{BE} {ADVERB}(?:a la retraite|en retraite|retraitee?)|(?:un |une )?(?:veuve|veuf|homme|femme) retraitee?)\b(?! (?:dans|bientot))"),
    _p("employment_status", "etudiant", rf"\b{BE} (?:\w+ )?etudiante?\b"),
    _p("employment_status", "sans_activite", r"\b(?:mere|femme|homme|pere|maman) au foyer\b|\bsans (?:activite professionnelle|profession)\b|\bn ai jamais travaille\b", "hp"),
    # Hospital
    _p("hospital_status", "sortie_prevue", rf"\b(?:sors|sort|sortirai|sortira|sortons|dois sortir|doit sortir|vais sortir|va sortir|devrais sortir|devrait sortir) (?:de {HOSPITAL} )?{WHEN}", "n", needs=_STAY),
    _p("hospital_status", "sortie_prevue", rf"\b(?:il|elle|je) (?:rentre|rentrera|rentrerai|revient|reviens) (?:a la maison |chez (?:moi|lui|elle|nous) )?{WHEN}", "n", needs=_STAY),
    _p("hospital_status", "sortie_prevue", r"\b(?:je|il|elle) (?:sors|sort|va sortir|vais sortir) (?:de )?(?:l hopital|la clinique|reeducation|bientot)\b", "n"),
    _p("hospital_status", "sortie_prevue", r"\b(?:ma|sa|la|une|d une) sortie (?:est )?(?:prevue|programmee|annoncee|la semaine|lundi|mardi|mercredi|jeudi|vendredi|samedi|bientot)", "n", anyone=True, needs=_STAY),
    _p("hospital_status", "sortie_prevue", r"\bretour (?:a domicile|a la maison) (?:est )?(?:prevu|programme)", "n", anyone=True, needs=_STAY),
    _p("hospital_status", "sorti", rf"\b{BE} {ADVERB}(?:tout juste |juste )?(?:sortie?|rentree?|revenue?) (?:hier |lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche |avant hier |ce matin )?(?:de |d )(?:l )?(?:{HOSPITAL}|une hospitalisation|mon hospitalisation|son hospitalisation)\b"),
    _p("hospital_status", "sorti", rf"\b{BE} (?:sortie?|rentree?|revenue?) (?:chez (?:moi|lui|elle)|a la maison|a domicile)\b", needs=_STAY),
    _p("hospital_status", "sorti", r"\bdepuis (?:ma|sa) sortie (?:de l hopital|d hopital|de la clinique|de reeducation)\b", "hn"),
    _p("hospital_status", "sorti", r"\bvien(?:s|t) (?:juste |tout juste )?de (?:sortir|rentrer) (?:de )?(?:l hopital|la clinique|reeducation|chez moi)\b", "n"),
    _p("hospital_status", "hospitalise", rf"\b{BE} {ADVERB}(?:hospitalise|hospitalisee)s?\b"),
    _p("hospital_status", "hospitalise", rf"\b{BE} {ADVERB}(?:a l hopital|a la clinique|au chu|aux urgences|en (?:reanimation|reeducation|soins intensifs|ssr|smr|soins de suite|maison de (?:convalescence|repos)|centre de reeducation)|au centre de reeducation)\b(?! (?:comme|en tant))"),
    _p("hospital_status", "hospitalise", r"\bhospitalisee? (?:\w+ ){0,6}?depuis\b"),
    _p("hospital_status", "hospitalise", r"\b(?:ils|elles|on|medecins) (?:me|m|le|la) (?:gardent?|garde)\b(?! (?:enfants?|petits?))", "hnp", anyone=True, needs=r"hopital|hospitalis|clinique|urgences"),
    # Care given up
    _p("care_renounced", "oui", rf"\b(?:vais|va|y vais|y va|consulte|suis allee?) (?:plus|pas) (?:\w+ ){{0,2}}?(?:chez|voir|au|aux|a) (?:\w+ )?{_TREATER}", "h", needs=r"cher|argent|paye\w*|moyens|mutuelle|rembours|cout|avance\w*|frais"),
    _p("care_renounced", "oui", r"\brenonc\w+ (?:\w+ ){0,3}?(?:soins?|soigner|dentiste|operation|lunettes|traitement|kine|examens?|appareil\w*)", "hn"),
    _p("care_renounced", "oui", r"\b(?:repouss\w+|report\w+|annul\w+|abandonn\w+|laiss\w+ tomber) (?:\w+ ){0,3}?(?:mes |des |les |mon |ma |mes )?(?:soins?|operation|irm|scanner|examens?|consultations?|rendez vous (?:medica\w+|chez)|lunettes|dents|traitement|kine)", "hn"),
    _p("care_renounced", "oui", r"\b(?:peux|peut|pouvons) (?:pas|plus) (?:me |se |nous )?(?:soigner|payer (?:mes |les |des |mon |ma |le |la )?(?:soins?|medicaments?|lunettes|seances|dentiste|kine|traitement|consultations?|operation|dents))\b", ""),
    _p("care_renounced", "oui", rf"\b{_TREATER} (?:\w+ ){{0,2}}?(?:trop cher\w*|coute trop)\b[^.!?]{{0,30}}\b(?:plus|pas)\b", "h"),
    _p("care_renounced", "oui", r"\b(?:me|se) soigne (?:plus|pas)\b", "h"),
    # Home
    _p("household", "monoparental", r"\bseule? avec (?:mes|mon|ma|nos|ses|son|sa|\d+|deux|trois|quatre) ?(?:\w+ ){0,2}?(?:enfants?|fils|filles?|ados?|petits?|gosses|gamins|bebe|jumeaux|jumelles|garcons?)\b", "hn"),
    _p("household", "monoparental", r"\b(?:maman|mere|papa|pere|parent) (?:solo|celibataire|isolee?)\b|\beleve seule? (?:mes|mon|ma|ses|nos)\b", "hn"),
    _p("household", "couple_enfants", rf"\b(?:vis|vit|habite|habitons|vivons) (?:\w+ ){{0,2}}?avec (?:mon|ma|son|sa) {KIN} et (?:mes|nos|les|ses|mon|ma|notre|\d+|deux|trois) ?(?:\w+ )?(?:enfants?|fils|filles?|ados?|petits?|gosses|bebe|garcons?)\b", "hn"),
    _p("household", "couple", r"\b(?:vis|vit|habite|vivons|habitons) (?:\w+ )?(?:en couple|avec (?:mon|ma|son|sa) (?:mari|femme|epouse?|epoux|conjointe?|compagnon|compagne|copain|copine))\b(?! et (?:mes|nos|les|mon|ma|notre|deux|trois|ses))", "hn"),
    _p("household", "seul", r"\b(?:vis|vit|habite) (?:toute? )?seule?\b(?! avec)", "hn"),
    _p("lives_alone", "oui", r"\b(?:vis|vit|habite) (?:toute? )?seule?\b(?! avec)", "hn"),
    _p("marital_status", "veuf", rf"\b{BE} (?:\w+ )?(?:veuf|veuve)\b", "hn"),
    _p("marital_status", "separe", r"\ben instance de divorce\b|\b(?:suis|est) (?:\w+ )?separee?\b", "hn"),
    _p("marital_status", "divorce", r"\b(?:suis|est) (?:\w+ )?divorcee?\b", "hn"),
    _p("marital_status", "celibataire", r"\b(?:suis|est) (?:\w+ )?celibataire\b", "hn"),
    _p("marital_status", "marie", r"\b(?:suis|est) (?:\w+ )?mariee?\b", "hn"),
    _p("marital_status", "pacse", r"\b(?:suis|est) (?:\w+ )?pacsee?\b", "hn"),
    # Cover
    _p("regime", "agricole", r"\b(?:a la|suis|regime|affiliee? (?:a la )?|assuree? (?:a la )?) ?msa\b|\bregime agricole\b", "hn"),
    _p("regime", "fonction_publique", r"\b(?:a la|suis|assuree? (?:a la )?|affiliee? (?:a la )?) ?(?:mgen|mfp)\b", "hn"),
    _p("regime", "special", r"\b(?:suis (?:\w+ )?cheminote?|travaille a la (?:sncf|ratp)|(?:agente?|conducteur|conductrice) (?:sncf|ratp|de la ratp|de la sncf|a la sncf|a la ratp))\b"),
    _p("regime", "general", r"\bregime general\b", "hn"),
    _p("complementary_cover", "non", r"\b(?:pas|plus|sans|aucune) (?:de |d |la |une |ma )?(?:mutuelle|complementaire)\b", "h"),
    _p("complementary_cover", "css", r"\b(?:ai|j ai|beneficie de|suis a) (?:la |l )?(?:c2s|css|cmu|complementaire (?:sante )?solidaire)\b", "hnp"),
    _p("complementary_cover", "oui", r"\bai (?:bien )?(?:une|ma) (?:\w+ )?mutuelle\b", "hnp"),
    # Rights
    _p("rqth", "en_cours", r"\b(?:dossier|demande) (?:de |d |pour (?:la |une )?)?rqth (?:est )?(?:en cours|deposee?|envoyee?|faite?|en attente)|\bdepose (?:\w+ ){0,3}rqth\b|\battends? (?:\w+ ){0,4}rqth\b", "n"),
    _p("rqth", "oui", rf"\b(?:ai|(?:il|elle) a) (?:deja |bien |obtenu )?(?:la |une |ma |sa )?rqth\b|\b{BE} (?:\w+ )?(?:rqth|reconnue? (?:\w+ ){{0,3}}?(?:travaill\w+ handicap\w+|rqth))\b"),
    _p("invalidity", "en_cours", r"\b(?:demande|dossier) d invalidite (?:est )?(?:en cours|deposee?|envoyee?)\b", "n"),
    _p("invalidity", "oui", rf"\b{BE} {ADVERB}(?:mise? )?en invalidite\b|\b(?:touche|percois|recois|ai) (?:\w+ ){{0,2}}?(?:pension d invalidite|invalidite categorie)"),
    _p("work_accident", "oui", r"\b(?:eu|suite a|apres|victime d|depuis|a cause d|lors d) (?:un |mon |cet |l |d un |une )*accident (?:du|de|au) (?:travail|trajet)\b", "hn"),
    _p("work_accident", "oui", r"\b(?:en|suis en) accident (?:du|de) travail\b|\bmaladie professionnelle (?:\w+ )?(?:reconnue|declaree)|\breconnue? en maladie professionnelle\b", "hn"),
    _p("occupational_doctor_seen", "oui", r"\b(?:ai|(?:il|elle) a) (?:deja |bien )?(?:vu|rencontre|consulte|eu) (?:\w+ ){0,2}?(?:medecin du travail|medecine du travail)\b", "hn"),
    _p("followed_elsewhere", "oui", r"\b(?:suivie?|accompagnee?|aidee?) (?:\w+ )?par (?:une |l |mon |un )?(?:assistante? (?:de service )?sociale?|as du|travailleur social|ccas|cmp)\b|\bai (?:deja )?une assistante sociale\b", "hn"),
    _p("legal_protection", "curatelle", r"\bsous (?:une )?curatelle\b", "hn"),
    _p("legal_protection", "tutelle", r"\bsous (?:une )?tutelle\b", "hn"),
    _p("legal_protection", "habilitation", r"\bhabilitation familiale\b", "hn"),
    # For someone else
    _p("person_agreement", "oui", r"\b(?:il|elle) est (?:bien |tout a fait )?(?:au courant et )?(?:d accord)\b", "hn", anyone=True),
)  # fmt: skip
