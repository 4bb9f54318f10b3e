"""Groups of plain words shared by the patterns of the story."""

from __future__ import annotations

import re

KIN = (
    r"(?:(?:grand|arriere grand|beau|belle) )?(?:mari|epoux|femme|epouse|conjointe?|compagnon|compagne|copain|copine|pere|papa|mere|maman"
    r"|fils|fille|frere|soeur|mamie|mamy|papi|papy|oncle|tante|neveu|niece|cousine?|voisine?|collegue|amie?|parents?|tonton|tata|filleule?|gars|homme|gamine?|gosse|bonhomme|bebe)"
)
OWN_KIN = rf"(?:(?:mon|ma|mes|notre|nos) {KIN}|maman|papa|mamie|papi|papy|tonton|tata)"
# People whom a professional writes about.
FILE = (
    r"(?:(?:monsieur|madame|mademoiselle|mme|mr|mlle|m [.]) (?!(?:monsieur|madame|mesdames|messieurs|moi|je|j|c|bonjour|bonsoir|s|ou|et|le|la|les|l|vous|voila|ici|alors|a|on|il|elle|mon|ma|merci)\b(?! [.]))(?:\w{2,}|[a-z](?= [.]))|(?:une?|ce|cet|cette|notre|mon|ma|le|la) (?:patiente?|assuree?|salariee?|dame|monsieur"
    r"|beneficiaire|usagere?|residente?|administree?|protegee?|personne agee|demandeu\w+ d emploi|jeune (?:femme|homme)|(?:femme|homme|jeune|personne) (?=de \d))|l un de nos \w+|une? de nos \w+)"
)
WORK_PEOPLE = (
    r"(?:(?:mon|ma|mes|son|sa|le|la|les|l|une?|des) (?:\w+ )?(?:patron(?:ne)?|employeur|chef(?:fe)?|directeur|directrice|boss|drh|rh|entreprise|boite|manager|"
    r"responsable|medecin|docteur|kine|chirurgien|proprietaire|proprio|bailleur|caf|cpam|secu|banque|assistante sociale|avocate?|remplacante?|associee?))"
)

# What takes a statement back, before it in its clause.
HYPOTHESIS = re.compile(
    r"\b(?:si|s il(?! vous plait| te plait)|au cas ou|des que|peur|crain\w*|inquiet\w*|angoiss\w*|risque\w*|aimerais|aimerait|voudrais|voudrait|veux|veut|souhait\w+|pourrais|pourrait|pourrai"
    r"|serais|serait|serai|sera|aurais|aurait|faudrait|faudra|faut|est ce que?|demande si|sais pas si|savoir|envisag\w+|demander|demandons|obtenir|mettre en place|en train de|propos\w+|parle\w* (?:d|de)|question (?:d|de)|attendant"
    r"|puis je|dois je|ai je|suis je|peut on|y a t il|a t on|passer|passage|avoir droit|droit (?:a|au)|comment|pourquoi|combien|imagin\w*|pense\w* (?:a|que)|conseill\w+|refus\w+|avant (?:de|d|que)|pour ne pas)\b"
)
PAST = re.compile(
    r"\b(?:etais|etait|etions|avais|avait|ai ete|a ete|autrefois|a l epoque|dans le temps|il y a longtemps|l an dernier|l annee derniere"
    r"|l an passe|ancienne?|ex|(?:ai|a|avait|avais) (?:quitte|perdu|demissionne|lache)|jusqu en|jusqu a|il y a (?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|quelques|plusieurs) ans|y a (?:longtemps|\d+ ans))\b"
)
LONG_AGO = re.compile(
    r"\b(?:il y a (?:longtemps|(?:(?!un |une )\w+ ){1,3}(?:ans|annees))|en (?P<year>(?:19|20)\d\d)|quand j etais|dans ma jeunesse|autrefois|l an dernier|l annee derniere)\b"
)
# « J’ai repris » : a leave told without « je suis » is over.
RESUMED = re.compile(
    r"\b(?:la|maintenant|actuellement|aujourd hui) je (?:re)?travaille\b|\b(?:ai|a) (?:\w+ )?repris (?!de |du |des |mal|une? |contact|rendez)"
)
NEGATION = re.compile(r"\b(?:pas|plus|jamais|aucune?|ni|sans|non)\b")
