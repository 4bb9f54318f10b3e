"""Conditions that several kinds of danger share: negation, past and over, paperwork, workplace, idiom."""

from __future__ import annotations

import re

from lexicon.danger.pattern import Guard

_ADMIN = (
    r"(?:papiers?|paperass\w+|dossiers?|demarches?|administrati\w+|histoires?|procedures?|courriers?|"
    r"problemes? (?:de|avec)|divorce|caf|cpam|secu|demande\w*|rendez|formulaires?|attente|traitement|"
    r"chimio\w*|travaux|arret|contrat|conflit|litige|dettes?|credit|retards?|affaire|justificatifs?|mdph|"
    r"attestation\w*|recours|situation|inscription|questions?|questionnaire|assurance\w*|impots?|appels?|bail|"
    r"succession|mutuelle|employeur|patron)"
)
NEGATED = Guard(
    "negated",
    re.compile(
        r"(?:(?<!sais )(?<!sait )(?<!savent )(?<!vois )(?<!voit )(?<!pourquoi )(?<!trouve )\b(?:pas|"
        r"jamais)(?! (?:loin|d autre|de autre|autre))|\baucune?(?! autre)|\bplus (?:de |d |du tout |envie|"
        r"idees?))(?: (?!(?:je|il|elle|on|ils|elles|et|mais|sinon|alors|donc|ou) )(?:que (?:je|il|elle|on)|"
        r"[^ .]+)){0,4} $"
    ),
    before=45,
)
PAST = Guard(
    "past",
    re.compile(
        r"\bil y a (?:deja |bien |environ |plus de |presque )?(?:[^ .]+ ){1,4}?(?:an|ans|annees?|decennies)\b|"
        r"\bil y a (?:tres |bien )?longtemps\b|\b(?:en|depuis|ete|hiver|fin|debut|de|annee) (?:19|20)\d\d\b|"
        r"\bannees? (?:derniere|passee|80|90|2000)|\bl an (?:dernier|passe)\b|\ba (?:l|cette) epoque\b|"
        r"\bdans (?:ma|mon|sa|son) (?:jeunesse|enfance|adolescence|passe)\b|\bquand (?:je |il |"
        r"elle )?etai[st] (?:petite?|jeune|ado|enfant|mariee?|gamine?)\b|\b(?:autrefois|jadis|dans le passe|"
        r"par le passe|ca fait longtemps|dans le temps|antecedents?)\b|\ba (?:vingt|trente|quinze|seize|dix huit|"
        r"\d\d) ans\b|\b(?:ca fait|voila) (?:[^ .]+ ){1,3}?(?:an|ans|annees)\b|\bet(?:e|ait) (?:ma|sa) jeunesse\b"
    ),
    before=70,
    after=90,
    void_if=re.compile(
        r"\b(?:recommenc\w*|hier|reprend|revient|reviennent|a nouveau|de nouveau|ce matin|ce soir|cette nuit|"
        r"encore (?:envie|des idees))\b"
    ),
)
OVER = Guard(
    "over",
    re.compile(
        r"\b(?:ce est (?:fini|termine|du passe|derriere|de l histoire|regle)|suis (?:partie?|separee?|divorcee?|"
        r"en securite|a l abri)|ai (?:quittee?|divorce|coupe)|l ai quittee?|ont? (?:est )?(?:divorce|separee?s)|"
        r"a ete (?:condamne\w*|incarcere\w*|juge\w*)|en prison|sommes (?:divorces|separes)|ai refait ma vie|"
        r"plus de contact|il est mort|ca va mieux|je vais (?:bien )?mieux|tout va bien|suis gueri\w*|suis sortie?|"
        r"ancien(?:ne)?s?|avait|avais|me battait|me frappait)\b"
    ),
    before=90,
    after=110,
    beyond=True,
    void_if=re.compile(
        r"\b(?:recommenc\w*|revient|revenu\w*|retrouve\w*|cherche\w*|hier|ce matin|ce soir|cette nuit|menace\w*|"
        r"peur|harcele\w*|a nouveau|de nouveau|toujours la|rode\w*|attend|suit)\b"
    ),
)
WORKPLACE = Guard(
    "workplace",
    re.compile(
        r"\b(?:infirmiere?|aide soignante?|medecin urgentiste|ambulancier\w*|brancardier|secouriste|formation|"
        r"stage|association|je travaille (?:a|aux|dans|en|au|avec|comme|pour)|prevention|sensibilisation|enquete|"
        r"memoire|reportage|metier|atelier|en tant que|mon poste|educatrice|educateur|psychologue|etudiante? en|"
        r"auxiliaire de vie chez)\b"
    ),
    before=80,
    after=60,
)
ADMIN_END = Guard(
    "admin_end",
    re.compile(
        r"^ (?:(?:une (?:bonne )?fois pour toutes?|vite|rapidement|enfin|au plus vite|aussi|juste|"
        rf"vraiment) )*(?:avec|de) (?:[^ .]+ ){{0,4}}?{_ADMIN}|^ avec (?:ca|vous|eux|elle|lui)\b|^ avec (?:ces|"
        r"cette|ce|cet|les|l|mon|votre|vos|leur|le|la|mes) (?!vie|jours?\b|souffrance|calvaire|douleur|existence|"
        r"enfer|cauchemar|mal)"
    ),
    after=80,
)
SCHOOL = Guard(
    "school",
    re.compile(
        r"\b(?:ecole|college|lycee|recre\w*|cour|copains?|copines?|camarades?|eleves?|autres? enfants?|"
        r"autre petit|creche|bagarre\w*|bagarrent|disput\w*|entre eux|chamaill\w*|cousins?|jeux?|jouant|sa soeur|"
        r"son frere|freres et soeurs|classe|centre aere|se tapent|foot|judo|boxe|a la porte|batterie|ordinateur|"
        r"clavier)\b"
    ),
    before=80,
    after=60,
)
I_MYSELF = Guard(
    "reflexive",
    re.compile(r"\b(?:je|que je|moi) $"),
    before=8,
)
HIT_IDIOM = Guard(
    "hit_idiom",
    re.compile(
        r"\b(?:sur les nerfs|sur le systeme|dans l oeil|sur le (?:clavier|coeur)|contre (?:la|le|cette|mon|ma|une|"
        r"un) (?:maladie|cancer|administration|caf|cpam|secu|sort|depression|injustice|decision|refus)|"
        r"coup de (?:main|fil|telephone|pouce|chaud|froid|barre|mou|vieux|fatigue|blues|stress|massue)|"
        r"par (?:la vie|le sort|la maladie|la crise|le chomage|un malheur|un deuil|l age)|de plein fouet|"
        r"en dents de scie|frappe(?:e|nt)? (?:c est|ce est|a l ordinateur)|de cartes?|son plein|aux? portes?|"
        r"ce qui me|par une voiture|par un (?:chien|chat|moustique)|chien|chat|moustique|douleurs?)\b"
    ),
    before=30,
    after=45,
)
MONEY_TOUCH = Guard(
    "money_touch",
    re.compile(
        r"\b(?:rsa|aah|retraite|pension|indemnit\w*|beaucoup|profondement|situation|votre|gentillesse|sincerement|"
        r"ca|cela|kine|salaire)\b"
    ),
    before=40,
    after=40,
)
NEGATED_ABROAD = Guard(
    "negated_abroad",
    re.compile(r"\b(?:not|never|don te?|dont|doesn te|didn te|won te|no longer|was|years ago)(?: [^ .]+){0,2} $"),
    before=25,
)
RIGHTS_END = Guard(
    "end_of_something_else",
    re.compile(
        r"\b(?:droits?|indemnit\w*|chomage|conges?|forfait|credit|batterie|recours|stock|voies|rue|couloir|"
        r"telephone|fil|doigts?|pieds?|nez|mois|jours?|semaines?|ans?|annees?|moment|heures?|compte|terme|d un|"
        r"de un|portant|bout (?:de (?:papier|chemin|temps|combien|un|l)|des|du (?:couloir|fil|compte|mois|chemin|"
        r"monde)))\b"
    ),
    before=22,
    after=22,
)
