"""Ways of saying the same thing: what a few thousand examples cannot teach a model about French, told to it as features.

A concept decides nothing; the models weigh it with the words around it. Patterns are read on plain text (`lexicon.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

_NUMBER = (
    r"(?:\d[\d .]*|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent)"
)
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"

_MOVES: dict[str, str] = {
    # Moves of the dialogue
    "yes": r"^(?:(?:ben|bah|euh|alors|ah|mais|eh|ma foi) )*(?:oui\w*|ouais|ouai|wi|we|wai|ouep|yes|yep|si si|si|exact\w*|tout a fait|carrement|absolument|effectivement|bien sur|evidemment|affirmatif|volontiers"
    r"|d ?'?accord|ok\w*|okay|dac|daccord|dakor|parfait\w*|c ?'?est (?:ca|cela|exact|juste|bon|vrai|correct|le cas|bien ca)|ca marche|ca roule|ca me va|nickel|nikel|entendu|vas ?y|allez ?[- ]?y|certainement|grave|mm+|hum hum|hmm+)\b",
    "no": r"^(?:(?:ben|bah|euh|alors|ah|mais|eh|oh|ma foi) )*(?:non|nan|nn+|nope|no|naon|pas du tout|absolument pas|jamais|jame|aucun\w*|negatif|nullement|que nenni|surement pas|pas question|niet|rien)\b",
    "wrong": r"\b(?:trompe\w*|tromper|erreur\w*|faute de frappe|gour\w+|embrouill\w+|me suis mal|mal (?:dit|compris|ecrit|tape|note)|pas (?:ca|cela|bon|exact|le bon|la bonne)|faux|fausse|inverse|contraire|oups|rectifi\w*|corrig\w*"
    r"|modifi\w*|remplac\w+ par|au lieu d\w*|plutot|finalement|en fait|je voulais dire|j'?ai dit|changer (?:ma|mes|une|la|de) reponse\w*|presque|sauf)\b",
    "contrast": r"\b(?:pas (?:le|la|les|en|un|une|du|\w+ mais)|c'?est (?:le|la|les)? ?\w+ (?:et|,)? ?(?:non|pas)|et non|mais (?:le|la|c'?est))\b",
    "not know": r"\b(?:sais (?:pas|plus|rien)|sai pa|ses pas|c pas trop|s[ae]is? (?:vraiment|meme|absolument|trop)? ?pas|chai?s? pas|jsp|jsai\w*|aucune? (?:idee|souvenir)|ocune ide\w*|ignore|souvien\w* (?:plus|pas|pu)|rappel\w* (?:plus|pas)"
    r"|oubli\w*|incapable de (?:vous )?(?:le |la )?(?:dire|repondre)|faut que je (?:voi\w*|demande|verifie|regarde)|a (?:voir|verifier)|je (?:dois|vais) (?:verifier|demander|regarder)|inconnue?|non connue?|pas (?:cette|l'?) ?info\w*"
    r"|pas sur\w*|peut[- ]etre|ne (?:saurais|sais)|jamais (?:dit|su)|tete vide|trou de memoire|mystere|bonne question|comment savoir|n'?en sais|difficile a dire|me (?:revient|vient) pas|on verra|nsp)\b",
    "refuse": r"\b(?:prefer\w* (?:ne )?pas|prefere garder|(?:ne )?(?:veux|souhaite|desire|tiens|compte|vais|peux) (?:pas|ni|rien|plus) (?:vous )?(?:en |le |la |les |l'?|y )?(?:dire|repondre|donner|parler|communiquer|preciser|transmettre)|donne(?:rai|r)? pas"
    r"|refus\w*|regarde pas|vous regarde|prive\w*|personnel(?:le)?s?|intime\w*|indiscret\w*|secret medical|confidentiel\w* pour|sans reponse|pas obligee?|abstien\w*|saut\w+|pass\w+ (?:a la|cette|la question|celle)|passons|suivante?"
    r"|next|joker|laisse\w* (?:cette case|vide|en blanc)|autre question|sans commentaire|pas (?:envie|question)|ca vous (?:concerne|regarde)|me mele|gard\w+ pour moi|jveu pa dire|skip)\b",
    "why": r"\b(?:pourquoi|pk|pq|pkoi|prquoi|a quoi (?:ca|cela|bon|est|sert)|a koi|ca sert|quel (?:rapport|interet|est le but|lien)|linteret|utilite|en quoi|dans quel but|le but|quelle raison|besoin (?:de (?:ca|cela|mon|ma|mes|savoir)|tout ca)"
    r"|obligatoire|oblige\w*|necessaire|pour quoi faire|qu'?est[- ]ce que ca (?:peut|change|vient)|vient faire|que (?:ferez|faites) vous de (?:ca|cette)|indispensable|justifi\w+)\b",
    "repeat": r"\b(?:repet\w*|redi[ts]\w*|redire|reformul\w*|pas (?:compris|entendu|saisi|bien compris|bien entendu)|comprends? (?:pas|rien|pa)|compri pa|pas clair|plus (?:simple\w*|lent\w*|fort|doucement|clair\w*)|trop vite|expliqu\w+|hein|pardon"
    r"|comment\b ?\??$|kestu di|quoi ?\??$|c'?est[- ]a[- ]dire|ca veut dire quoi|qu'?est[- ]ce que (?:vous (?:dites|avez dit|demandez|voulez dire)|ca veut dire)|vous (?:dites|disiez|avez dit) quoi|capte rien|suis pas|gresill\w*|entends? (?:pas|rien|mal)"
    r"|la question|difference|encore une fois|quelle etait|traduis\w*|vous parlez de quoi)\b",
    "human": r"\b(?:un(?:e)? (?:vrai\w* )?(?:humain\w*|etre humain|conseill\w+|personne|assistante?(?: sociale?)?|agent\w*|operat\w+|operateur|professionnel\w*|interlocut\w+|travailleu\w+ social\w*|collegue|responsable|secretaire|dame|femme|monsieur|telephoniste"
    r"|referente?|correspondant\w*)|quelqu'?un|quelqun|qqun|qlq1|qq1|un humain|de vrais? gens|vrai\w* (?:personne|gens|dame|humain|conseill\w+)|etres? humains?|oreille humaine|standard\w*|secretariat|passez[- ]moi|passe moi|me passer|transfer\w+"
    r"|mett\w+ en (?:contact|relation|ligne)|parler (?:a|avec)|parle a|joindre|superieur|permanence|de vive voix|en direct|automate)\b",
    "call me": r"\b(?:rappel\w*|rapel\w*|rapl\w*|m'?appel\w+|mapel\w*|mrapel\w*|appelez[- ]moi|appel\w* moi|apl moi|tel moi|recontact\w*|recontact\w+|coup de (?:fil|tel\w*)|passer un appel|telephone[rz]? moi|me (?:telephoner|joindre|rappeler|contacter)"
    r"|call ?back|plus tard|une autre fois|un autre moment|pas (?:tout de suite|dispo\w*|maintenant|le temps)|qu'?on m'?appelle)\b",
    "later": rf"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|matin|apres[- ]midi|midi|soir\w*|semaine prochaine|\d{{1,2}} ?h(?: ?\d\d)?|le {_NUMBER} {_MONTH})\b",
    "who": r"\b(?:qui (?:etes|est|parle|es|m'?ecrit|m'?appelle)|t ki|tki|vous etes (?:qui|quoi|un|une|le|la|humain\w*|bien|vraiment)|etes[- ]vous|seriez[- ]vous|es[- ]tu|t'?es|tu es|suis[- ]je (?:bien|en)|a qui (?:je|ai)|a l'?appareil|votre (?:nom|prenom|fonction)"
    r"|presentez[- ]vous|vous vous appelez|c'?est (?:bien )?(?:un|une|le|la|l'?)? ?(?:robot|machine|ordinateur|repondeur|ia|intelligence|secu|service|logiciel|programme|automate|voix)|robot|machine|ordinateur|intelligence artificielle|\bia\b|chat ?bot|bot|chatgpt"
    r"|voix (?:enregistree|artificielle)|enregistrement|vous (?:bossez|travaillez) pour|un vrai)\b",
    "data": r"\b(?:donnees|infos?|informations?|confidentiel\w*|confidentialite|rgpd|cnil|secret\w*|anonym\w*|protege\w*|securis\w*|securite|stock\w*|conserv\w*|gard\w+|enregistr\w*|partag\w*|transm\w+|revend\w*|vend\w+|fichier\w*|fich\w+"
    r"|acces|lire|lit|liront|voit|voient|verra|vont voir|au courant|pirat\w*|entre nous|repet\w+ (?:a|pas)|patron|employeur|direction|traces?|prevenir|signal\w+|discretion|discret)\b",
    "who reads": r"\b(?:qui (?:va|vont|peut|peuvent|aura|lit|lira|voit|verra|a acces|d'?autre)|a qui (?:vous|ca|est|sont|seront)|que (?:deviennent|devient|faites)|qu'?est[- ]ce (?:que vous faites|qui arrive)|(?:mon|ma|mes) .* (?:va|vont) (?:etre|voir|savoir|finir))\b",
    "erase": r"\b(?:effac\w*|supprim\w*|supression|suppression|detrui\w+|destruction|poubelle|corbeille|retir\w+|enlev\w+|vir\w+ (?:mon|ma|mes|tout)|purg\w+|vid\w+|oubli\w+ (?:moi|tout|mon)|droit a l'?oubli|disparaitre|desinscri\w+|ot\w+ mon"
    r"|plus (?:aucune )?trace|ne (?:gardez|conservez) rien|(?:garder|gardiez|conserviez|conserver) rien|degag\w* de chez|radi\w+|annul\w+ mon compte)\b",
    "follow up": r"\b(?:ou (?:en )?(?:est|es|sont)|en est|avanc\w*|toujours (?:pas|rien|aucun\w*)|pas (?:de|eu de|recu de|encore (?:eu|recu)) (?:nouvelles?|reponse|rappel|appel)|sans (?:nouvelles?|reponse|reponses)|des nouvelles|du (?:new|nouveau)|suivi|reference"
    r"|(?:ma|la|mon|notre) (?:demande|dossier|rendez[- ]vous|rdv)|j'?attends|relanc\w*|delai|combien de temps|quand (?:est|aurai|vais|serai|va)|recu (?:ma|mon|mes|la|le)|bien (?:recu\w*|enregistre\w*|parti\w*|arrive\w*)|pers\w* m'?a? ?(?:rapel|rappel)\w*"
    r"|personne (?:ne )?m'?a|en cours|depuis (?:plus rien|le|la|trois|deux|un))\b",
    "again": r"\b(?:recommenc\w*|re ?commenc\w*|repart\w*|(?:a|de) zero|du debut|depuis le debut|au debut|premiere question|nouvelle? (?:demande|dossier|conversation)|new conv|reset|restart|reinitialis\w*|refa\w+|jrefai\w*|tout reprendre"
    r"|on reprend|reprendre (?:a|du|depuis)|table rase|page (?:d'?accueil|blanche)|feuille blanche|remettre a (?:plat|zero)|de nouveau|a nouveau|deuxieme essai|comme si)\b",
    "stop": r"\b(?:stop\w*|arret(?:e|ez|er|ons|on|e la)\b|jareet\w*|ca suffit|sa suffi|laisse\w* tomber|laissez(?: tomber)?|abandonn\w*|annul\w*|renonc\w*|retract\w*|desabonn\w*|quitt\w*|raccroch\w*|fini[rs]?|clore|clotur\w*|ferm\w+ (?:le|mon|la)"
    r"|plus (?:la peine|continuer|poursuivre|loin|envie)|pas (?:continuer|poursuivre|donner suite|la peine|plus loin)|donner suite|oubli\w*(?: ca| cpa| tout)|tant pis|tampi|c'?est bon j'?arrete|en rest\w+ la|coupe\w*|je (?:sors|pars|dois (?:y aller|partir))|jme tire|fin)\b",
    "thanks": r"\b(?:merci\w*|mercy|mersi|mrc|thx|thanks|remerci\w*|gentil\w*|reconnaissant\w*|sympa|aimable|c'?est (?:tres )?(?:gentil|sympa|adorable)|top|super|bravo|formidable|genial|parfait\w*)\b",
    "bye": r"\b(?:au ?revoir|aurevoir|o ?revoir|bye\w*|adieu|a (?:bientot|plus|demain|tout a l'?heure|la prochaine|tout)|a\+|a plus|bonne (?:journee|soiree|fin|continuation|nuit|semaine|apres)|bon (?:week|courage|apres|dimanche)|bonne aprem|ciao|tchao|tchuss|salutations|cordialement|bien a vous|bisous)\b",
    "hello": r"^(?:(?:oui|euh|ah) )*(?:bonjour\w*|bonsoir|bjr|bsr|slt|salut|coucou|cc|hello|hey|yo|wesh|allo+|hi|re|rebonjour|bjour|bonjou|madame|monsieur|salam|enchante)\b",
    "hours": r"\b(?:horaire\w*|ouver\w*|ouvr\w*|ferm(?:e|es|ez|eture|ee)\b|adresse|coordonnees|numero (?:de tel\w*|du service|pour)|votre (?:numero|adresse|mail|site|bureau|antenne)|permanan?ce\w*|quel(?:le)? (?:bureau|antenne|numero|adresse|heure|jour\w*|site)"
    r"|a quelle heure|kel (?:heure|jour)|quels jours|jusqu'?a quelle|ou (?:est|se trouve|sont|etes|dois|puis|faut|je|on|c'?est)|c'?est ou|vous etes ou|situe\w*|sur place|sans (?:rdv|rendez)|locaux|bureau\w*|antenne\w*|guichet\w*|accueil|ferie|decroch\w*"
    r"|site (?:internet|web)|un mail|(?:envoie|envoi|envoyer|deposer) (?:ou|mes|les)|parking|acces handicape|le 3646|pause)\b",
    "swear": r"\b(?:con(?:ne|nard\w*|nasse\w*|s)?|cons|pute\w*|salope\w*|salaud\w*|salo|encul\w*|enkul\w*|fdp|ntm|nique\w*|nik|tg|ta gueule|tagueule|ferme (?:ta|la)|la ferme|vtff|va (?:te|chier|mourir|crever)|foutre|merd\w*|connerie|debile\w*|abruti\w*|idiot\w*"
    r"|imbecile\w*|cretin\w*|incapable\w*|incompeten\w*|bouffon\w*|boloss|batard\w*|pourri\w*|minable\w*|nul\w*|naze\w*|bon(?:ne)?s? a rien|sert a rien|servez a rien|stupide|monstre\w*|voleur\w*|escroc\w*|parasite\w*|ordure\w*|garce\w*|degage\w*|de mes deux"
    r"|peau de vache|tete de|gros\w* (?:con|nul|porc|vache)|tes morts|honteu\w*|ridicule|goujat|ane\b|affligeant\w*|a la noix|tocard\w*|guignol\w*|clown\w*)\b",
    "you": r"\b(?:vous|vos|votre|tu|toi|t'?es|ton|ta)\b",
    "me": r"\b(?:je|j|mon|ma|mes|moi|me|nous|notre|jsui\w*|jai|ge)\b",
    # Ordinary answers
    "number": rf"\b{_NUMBER}\b",
    "phone": r"(?:\+33|\b0) ?[1-9](?:[ .-]?\d\d){4}\b",
    "date": rf"\b(?:{_NUMBER}|premier|1er) {_MONTH}\b|\b\d{{1,2}}[/.]\d{{1,2}}|\b(?:19|20)\d\d\b",
    "email": r"@|arobase",
    "family": r"\b(?:mari\w*|pacs\w*|celibataire|divorc\w*|separe\w*|veu[fv]\w*|concubin\w*|union libre|enfants?|fils|fille|couple|seule?|femme|conjoint\w*|compagn\w+)\b",
    "status": r"\b(?:cdi|cdd|interim\w*|salarie\w*|fonctionnaire\w*|retraite\w*|chomage|etudiant\w*|auto[- ]?entrepreneur|a mon compte|independant\w*|artisan|agricole|msa|mgen|cpam|regime|sncf|ratp|mutuelle|css|prevoyance|rqth)\b",
    "name": r"^(?:(?:oui|euh|alors) )*(?:je m'?appelle|moi c'?est|mon nom|c'?est (?:monsieur|madame|m |mme|docteur|le docteur)|docteur|dr|mme|mr|nom|prenom)\b",
    "needs": r"\b(?:interprete|traducteur|langue des signes|lsf|gros caracteres|facile a lire|accompagn\w+|a domicile|visite|face a face|aphasi\w*|relais)\b",
    # Illness, care and life, told
    "ill": r"\b(?:malad\w*|cancer\w*|chimio\w*|opere\w*|operation|hopital|hopitaux|hospitalis\w*|clinique|arret\w*|douleur\w*|medecin\w*|kine|handicap\w*|invalid\w*|accident\w*|depress\w*|burn ?out|dialyse|avc|sclerose|fatigu\w*|ald|reeducation)\b",
    "work": r"\b(?:travail\w*|boulot|taf|poste|patron\w*|employeur\w*|licenci\w*|inapt\w*|chef\w*|usine|contrat|reprendre|reprise|temps partiel|mi[- ]temps|collegues)\b",
    "money": r"\b(?:payer|paye\w*|argent|loyer\w*|factur\w*|dette\w*|impaye\w*|indemnit\w*|decouvert|huissier\w*|euros?|rembours\w*|frais|caf|rsa|apl|aah)\b",
    "partner": r"^(?:(?:bonjour|bonsoir)[ ,]+)?(?:mme|m\.|mr|monsieur|madame|patiente?|le patient|la patiente|assistante? sociale? (?:au|du|de)|infirmi\w+ )",
}
# What requests are about.
_SUBJECTS: dict[str, str] = {
    "on leave": r"\b(?:en (?:arret|maladie|longue maladie)|arret\w* (?:de travail|maladie|depuis|jusqu|par le|pour)|mon arret|arretee?s? (?:depuis|par)|prolong\w*|indemnites journalieres|ij|clm|cld)\b",
    "not on leave": r"\b(?:(?:pas|plus|jamais) en arret|fin de (?:mon |l'?)arret|sans arret)\b",
    "losing the job": r"\b(?:licenci\w*|inapt\w*|remplac\w*|renouvel\w*|reclass\w*|vir\w+|mise a la porte|rupture conventionnelle|perdre (?:mon|ma|son) (?:emploi|travail|poste|place|boulot)|garder (?:mon|ma) (?:poste|place|emploi)"
    r"|supprim\w+ (?:mon|le) poste|ne (?:peux|pourrai|pourra) (?:plus|pas) (?:reprendre|faire|porter|exercer|retourner)|pousse\w* (?:vers la sortie|a (?:partir|demissionner))|demission\w*)\b",
    "back to work": r"\b(?:repren\w+|reprise|pre ?[- ]?reprise|mi[- ]?temps|temps partiel therap\w*|therapeutique|reconver\w*|reorient\w*|formation|bilan de competences|amenag\w*|adapt\w* (?:mon|le|de) poste|rqth|retour\w* (?:au|a) (?:travail|poste|boulot)|cap emploi|stage)\b",
    "work accident": r"\b(?:accident\w* (?:du |de |au )?(?:travail|trajet)|at ?/ ?mp|maladie pro\w*|en allant (?:au|a mon) (?:travail|boulot)|tombe\w* (?:au|du|sur le|d'un) (?:travail|chantier|echafaudage)|au travail .* (?:tombe|bless|chut)\w*|amiante|tms|canal carpien)\b",
    "invalidity": r"\b(?:invalidite\w*|invalide\w*|categorie \d|pension d'?inval\w*|mis\w* en inval\w*)\b",
    "in hospital": r"\b(?:hospitalis\w*|a l'?hopital|hosto|chu|clinique|ssr|smr|centre de re?educ\w*|reeducation|psychiatri\w*|hdj|bloc|(?:vais|va|dois|doit|doivent) (?:etre|me faire|se faire) oper\w*|admis\w*|reanimation|operation (?:prevue|le|en))\b",
    "home from hospital": r"\b(?:sor(?:t|s|ti|tie|tir|ties|tirai|tira)\b|retour (?:a la maison|a domicile|chez)|rentr\w+ (?:a la maison|chez|de l'?hopital)|aide (?:a domicile|menagere)|apres (?:l'?|mon |son |une )?(?:hopital|operation|hospitalisation)|convalescen\w*|lit medicalise|prado|infirmiere a domicile)\b",
    "serious illness": r"\b(?:cancer\w*|chimio\w*|radiotherap\w*|tumeur\w*|leucem\w*|lymphome\w*|metasta\w*|sclerose|sep\b|avc|infarctus|dialys\w*|insuffisance|diabet\w*|crohn|vih|sida|hepatite|parkinson\w*|alzheimer\w*|ald|longue maladie|polyarthrite|epilep\w*|mucoviscidose|greff\w*|fibromyalg\w*|endometriose|cirrhose|charcot|sla)\b",
    "giving up care": r"\b(?:renonc\w*|report\w*|repouss\w*|pas les moyens|trop cher|cher\b|depassements?|reste a charge|mutuelle|css|complementaire|plus de (?:medecin|dentiste)|pas de (?:medecin|mutuelle|dentiste)|trouve\w* (?:pas|aucun|plus) (?:de )?(?:medecin|generaliste|specialiste)|me soign\w*|lunettes|dentaire\w*|dents?|appareil\w* auditif\w*|prothese\w*|avance\w* (?:les )?frais|ame)\b",
    "losing autonomy": r"\b(?:apa|me laver|se laver|laver seul\w*|toilette|m'?habiller|s'?habiller|faire (?:mes|ses|les) courses|cuisin\w*|marche\w* plus|fauteuil roulant|deambulateur|perte d'?autonomie|dependan\w*|gir|chut\w+|monter (?:les|l') ?escalier\w*|teleassistance|portage|ehpad)\b",
    "caring": r"\b(?:je m'?occupe (?:de|d)|aidant\w*|m'?occuper de|(?:mon|ma|mes) (?:mere|pere|mari|femme|conjoint\w*|parents?|fils|fille|frere|soeur|maman|papa|grand\w*)|repit|conge de proche|veiller|epuise\w*)\b",
    "death": r"\b(?:deces|decede\w*|mort\w*|enterr\w*|obseques|funer\w*|capital deces|reversion|veuv\w*|veuf|perdu (?:mon|ma|mes)|parti\w* il y a|heritage|succession|notaire|cremation|inhum\w*)\b",
    "no money": r"\b(?:dett\w*|impay\w*|decouvert\w*|huissier\w*|surendett\w*|banque de france|factur\w*|rien (?:pour|a) manger|plus (?:rien|d'?argent|un sou|un euro|un centime)|fins? de mois|credit\w*|payer|rejet\w*|edf|electricite|alimentaire|secours|manger|argent|joindre les deux bouts|galer\w*)\b",
    "housing": r"\b(?:logement\w*|appart\w*|maison|expuls\w*|loyer\w*|hlm|bailleur\w*|propriet\w*|locat\w*|bail\b|moisi\w*|insalubr\w*|humid\w*|heberg\w*|demenag\w*|dalo|fsl|foyer|toit|caution|logee?s?\b|squat)\b",
    "caf": r"\b(?:caf|rsa|apl|aah|prime d'?activite|allocation\w* (?:familiale\w*|logement|adulte)|allocs?|asf|paje)\b",
    "pension": r"\b(?:(?:ma|la|sa|en|de|une|pour la) retraite|carsat|trimestres?|aspa|minimum vieillesse|agirc|arrco|depart (?:a la|en) retraite|retraite (?:anticipee|progressive|pour))\b",
    "mdph": r"\b(?:mdph|mda|pch|aah|cdaph|carte (?:mobilite|d'?invalidite|inclusion|stationnement)|cmi|esat|dossier handicap|maison du handicap)\b",
    "health fund papers": r"\b(?:cpam|secu|carte vitale|ameli|rembours\w*|feuille\w* de soins?|attestation\w*|indemnites? journalieres?|ij|decompte\w*|droits? (?:ouvert|ferm|coup)\w*|caisse|numero de secu\w*|affiliation|dossier .* (?:perdu|bloque)|medecin conseil|controle)\b",
    "residence": r"\b(?:titre de sejour|sejour|prefecture|papiers|recepisse|naturalis\w*|asile|refugie\w*|visa|oqtf|sans[- ]papiers|regularis\w*|carte de resident|ofpra)\b",
    "children": r"\b(?:(?:mon|ma|mes|nos|ses|son|les|des|un|une) (?:enfants?|fils|fille|filles|petits?|gamins?|gosses|ados?|bebe|garcon|petite)|garde (?:alternee|des enfants|d'?enfants)|creche|nounou|ecole|college|pension alimentaire|ase|aemo|cantine|juge des enfants|maternite|pmi|parentalite|placee?s?)\b",
    "violence told": r"\b(?:frapp\w*|tap(?:e|es|ait|ee?)\b|coups?\b|viol\w*|battue?s?|menac\w*|enferm\w*|sequestr\w*|peur de (?:lui|mon|rentrer)|plainte|mariage force|marier de force|harcel\w*|etrangl\w*|gifl\w*|bleus|insult\w*|surveill\w*)\b",
    "past": r"\b(?:il y a (?:\w+ ){0,2}(?:ans|annees)|autrefois|a l'?epoque|en (?:19|20)\d\d|dans le temps|avant|ancien\w*|quand j'?etais|jadis)\b",
    "for someone": r"\b(?:pour (?:ma|mon|une|un|mes) (?:mere|pere|maman|papa|mari|femme|fils|fille|frere|soeur|voisine?|ami\w*|patient\w*|usager\w*|compagn\w*|conjoint\w*))\b",
}
# What may be a threat to life or safety; broad on purpose, the model weighs what stands beside it.
_ALARMS: dict[str, str] = {
    "wants to die": r"\b(?:mourir|mourire|suicid\w*|me (?:tuer|tue|supprimer|foutre en l'?air|flinguer|pendre|jeter|noyer|buter)|en finir|plus (?:envie de |la force de )?vivre|plu vivre|envie de (?:partir|disparaitre|rien|vivre)"
    r"|disparaitre|mettre fin|sans moi|un poids|une charge|debarrass\w*|m'?endormir|pas me reveiller|plus me reveiller|rejoindre (?:mon|ma|mes|papa|maman)|dire adieu|adieux?|lettre\w* (?:d'adieu|pour)|a quoi bon|tout arreter|rideau|le grand saut)\b",
    "means": r"\b(?:cachets?|medicaments?|comprimes?|boites?|corde|fusil|arme\w*|couteau|lame\w*|pont|fenetre|balcon|rail\w*|train|gaz|insuline|morphine|veines?|essence|carabine|metro|falaise|somniferes?)\b",
    "farewell": r"\b(?:tout (?:est )?(?:pret|range|prepare|regle)|mis (?:mes|en) (?:papiers|affaires|ordre)|testament|obseques (?:sont|payees)|qui (?:s'occupera|gardera|prendra)|donne (?:mon|mes|le) (?:chien|chat)|derniere fois|ce soir c'?est|pardon (?:a|pour))\b",
    "blows": r"\b(?:frap\w*|tap(?:e|es|ait|er|ee?|ent)\b|cogn\w*|batt?(?:ue?s?|re|ait|ent)?\b|coups?\b|gifl\w*|etrangl\w*|viol(?:e|ee|er|ent|eur|s)?\b|touch\w+|fait des? choses?|brul\w*|bleus\b|saign\w*|tue?r? (?:moi|nous|les enfants)|egorg\w*|tirer dessus)\b",
    "threat": r"\b(?:menac\w*|va me (?:tuer|frapper|retrouver)|enferm\w*|sequestr\w*|confisqu\w*|m'?empeche|peur (?:de lui|qu'?il|de mon|de rentrer|pour ma vie)|cach\w+ (?:dans|aux|de)|il (?:rentre|revient|arrive|est (?:la|derriere))|marier de force|mariage force|excis\w*|surveill\w*|derriere la porte|tambourin\w*)\b",
    "he or she": r"\b(?:il|elle|mon mari|mon ex|mon compagnon|mon copain|mon conjoint|mon pere|mon fils|mon frere|ma belle|beau[- ]?pere|son pere|sa mere|mon oncle|ma femme|le pere)\b",
    "vital sign": r"\b(?:poitrine|thorax|respir\w*|etouff\w*|souffle|saign\w*|sang\b|convuls\w*|malaise|inconscient\w*|evanoui\w*|paralys\w*|bouche (?:de travers|tordue)|bras (?:gauche|droit|mort|engourdi)|parle\w* (?:bizarre|plus|de travers)"
    r"|reveille (?:plus|pas)|repond (?:plus|pas)|bleue?s?\b|overdose|avale\w*|trop (?:pris|de cachets)|gonfl\w*|allerg\w*|glycemie|hypo\b|voi[st] double|cote (?:droit|gauche)|coeur|tombe\w* (?:par terre|et)|accouch\w*|perd\w* (?:les|des) eaux|40 de fievre|delir\w*|etat de choc)\b",
    "now": r"\b(?:ce soir|cette nuit|maintenant|tout de suite|la la|en ce moment|ce matin|depuis (?:ce matin|tout a l'?heure|une heure|hier)|a l'?instant|vite|au secours|urgen\w*|aidez|aide moi|help|dans (?:une heure|dix minutes|la nuit))\b",
    "no roof": r"\b(?:dehors|la rue|dans (?:ma|la|sa|une) (?:voiture|tente|cave|cage|gare|parking|cabane)|sous (?:un pont|la tente|une tente)|abribus|115|dor\w* (?:dehors|ou|dans)|ou dormir|(?:plus|pas) de (?:toit|logement|chez)|sans abri|sdf|a la porte|mis\w* dehors|nulle part|squat|hall|carton\w*|urgences (?:pour dormir|au chaud))\b",
    "child": r"\b(?:enfants?|bebe\w*|nourrisson|fill(?:e|es|ette)|fils|gamin\w*|gosses?|petits?|petite|ado\w*|mineure?s?|jumeaux|jumo|niece|neveu|filleule?|garcon|\d{1,2} ?ans|mois|ecole|college)\b",
    "neglect": r"\b(?:seuls?|seule|abandonn\w*|mang\w+ (?:pas|plus|rien)|nourri\w* pas|faim|maigr\w*|ivre|bourree?|drogu\w*|secou\w*|hurle\w*|laisse\w*|fugue\w*|rentree? (?:pas|plus)|sale\w*|attache\w*|prive\w*|marque\w*|traces?|secret)\b",
    "weary": r"\b(?:peux plus|peu pl?u|en peu plus|plus la force|bout du rouleau|a bout|craqu\w*|pas le moral|deprim\w*|marre|ras le bol|fatigue\w* de|epuise\w*|creve\w*|noir\b|vide\b)\b",
    "a manner of speaking": r"\b(?:mort\w* de (?:rire|faim|fatigue|trouille)|mdr|ptdr|lol|me tue\b|a mourir|crever de chaud|en finir avec (?:ce|cette|ces|les|la paperasse|le dossier)|tuer le temps|c'?est la mort|deces|decede\w*|enterre\w*)\b",
    "over": r"\b(?:c'?est (?:fini|passe|regle|termine)|ne? .{0,20} plus (?:me|m'?)|j'?ai (?:quitte|fui)|separee?s?|il y a (?:\w+ ){0,2}(?:ans|annees)|en prison|ex\b|a l'?epoque|plus jamais|jamais (?:tape|frappe)|verifie|rien de grave)\b",
}
_TOGETHER = (
    "child",
    "he or she",
    "now",
    "blows",
    "neglect",
    "means",
    "wants to die",
    "threat",
    "vital sign",
    "no roof",
    "over",
    "a manner of speaking",
)
_COMPILED = {name: re.compile(pattern) for name, pattern in {**_MOVES, **_SUBJECTS, **_ALARMS}.items()}

# Little words that tell a language at once; none of them is French.
_FOREIGN = frozenset(
    [
        "the",
        "is",
        "are",
        "am",
        "my",
        "you",
        "your",
        "what",
        "where",
        "when",
        "how",
        "why",
        "please",
        "hello",
        "thank",
        "thanks",
        "need",
        "help",
        "want",
        "with",
        "from",
        "have",
        "has",
        "can",
        "could",
        "not",
        "don",
        "they",
        "she",
        "he",
        "hola",
        "el",
        "los",
        "las",
        "una",
        "por",
        "para",
        "con",
        "quiero",
        "necesito",
        "usted",
        "donde",
        "cuando",
        "como",
        "gracias",
        "soy",
        "estoy",
        "tengo",
        "puedo",
        "hay",
        "mi",
        "muy",
        "pero",
        "yo",
        "del",
        "al",
        "ola",
        "obrigado",
        "obrigada",
        "eu",
        "nao",
        "meu",
        "minha",
        "preciso",
        "quero",
        "voce",
        "bom",
        "boa",
        "dia",
        "tarde",
        "ajuda",
        "com",
        "uma",
        "fico",
        "estou",
        "buongiorno",
        "ciao",
        "grazie",
        "sono",
        "ho",
        "voglio",
        "il",
        "gli",
        "che",
        "per",
        "della",
        "mio",
        "mia",
        "aiuto",
        "posso",
        "non",
        "bisogno",
        "di",
        "guten",
        "tag",
        "hallo",
        "ich",
        "bin",
        "habe",
        "nicht",
        "danke",
        "bitte",
        "und",
        "der",
        "das",
        "ein",
        "eine",
        "mein",
        "wo",
        "wann",
        "wie",
        "hilfe",
        "salam",
        "choukran",
        "chokran",
        "labas",
        "wach",
        "bghit",
        "3afak",
        "3endi",
        "ana",
        "mrid",
        "lah",
        "allah",
        "inshallah",
        "kifach",
        "fin",
        "chkoun",
        "smahli",
        "bezaf",
        "hamdoullah",
        "slm",
        "sa7a",
        "merhaba",
        "tesekkur",
        "teşekkur",
        "ben",
        "bir",
        "icin",
        "var",
        "yok",
        "nasil",
        "yardim",
        "iyi",
        "gunler",
        "lutfen",
        "istiyorum",
        "dzien",
        "dobry",
        "dziekuje",
        "jestem",
        "nie",
        "mam",
        "prosze",
        "jak",
        "buna",
        "ziua",
        "multumesc",
        "sunt",
        "nu",
        "am",
        "vreau",
        "ajutor",
        "pentru",
        "dobar",
        "dan",
        "hvala",
        "molim",
        "privet",
        "spasibo",
        "zdravstvuyte",
        "pomogite",
        "ya",
        "net",
        "da",
        "ne",
        "mnie",
        "menia",
        "pershendetje",
        "faleminderit",
        "jam",
        "une",
        "kam",
        "dua",
        "mwen",
        "pa",
        "ka",
        "nou",
        "anpil",
        "mesi",
        "souple",
    ]
)
_FRENCH = frozenset(
    [
        "je",
        "tu",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "ils",
        "elles",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "et",
        "est",
        "a",
        "ai",
        "suis",
        "pas",
        "que",
        "qui",
        "pour",
        "avec",
        "dans",
        "sur",
        "mon",
        "ma",
        "mes",
        "mais",
        "ce",
        "cette",
        "c",
        "j",
        "l",
        "d",
        "n",
        "m",
        "t",
        "s",
        "qu",
        "au",
        "aux",
        "en",
        "ne",
        "plus",
        "oui",
        "non",
        "ou",
        "si",
        "moi",
        "toi",
        "lui",
        "leur",
        "son",
        "sa",
        "ses",
        "votre",
        "vos",
        "notre",
        "bonjour",
        "merci",
        "quoi",
        "comment",
        "depuis",
        "chez",
        "sans",
        "tout",
        "faire",
        "fait",
        "etre",
        "avoir",
    ]
)
_WORD = re.compile(r"\w+")
_VOWEL = re.compile(r"[aeiouy]")


def concepts(text: str) -> Iterator[str]:
    """The names of the concepts that a plain text holds, and how French and how readable its words look."""
    held = {name for name, pattern in _COMPILED.items() if pattern.search(text)}
    yield from sorted(f"@{name}" for name in held)
    alarms = [name for name in _TOGETHER if name in held]
    yield from (f"@{one} + {other}" for one, other in combinations(alarms, 2))
    found = _WORD.findall(text)
    if not found:
        yield "@no words"
        return
    foreign = sum(word in _FOREIGN for word in found)
    french = sum(word in _FRENCH for word in found)
    yield f"@french {min(4, 5 * french // len(found))}"
    if foreign > french:
        yield f"@foreign {min(foreign - french, 3)}"
    letters = [word for word in found if word.isalpha() and len(word) > 2]
    if letters:
        odd = sum(not _VOWEL.search(word) or re.search(r"(.)\1\1|[^aeiouy\W]{5}", word) is not None for word in letters)
        yield f"@odd {3 * odd // len(letters)}"
    if len(found) > 1 and len(set(found)) == 1:
        yield "@same word"
