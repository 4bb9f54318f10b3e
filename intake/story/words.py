"""Groups of plain words shared by the patterns of the story."""

from __future__ import annotations

KIN = (
    r"(?:(?:grand|arriere grand|beau|belle) )?(?:mari|epoux|femme|epouse|conjointe?|compagnon|compagne|copain|copine|pere|papa|mere|maman"
    r"|fils|fille|frere|soeur|mamie|mamy|papi|papy|oncle|tante|neveu|niece|cousine?|voisine?|amie?|parents?|tonton|tata|filleule?|gars|homme|gamine?|gosse|bonhomme|bebe)"
)
OWN_KIN = rf"(?:(?:mon|ma|mes|notre|nos) {KIN}|maman|papa|mamie|papi|papy|tonton|tata)"
# People whom a professional writes about.
FILE = (
    r"(?:(?:monsieur|madame|mademoiselle|mme|mr|mlle) (?!monsieur|madame|mesdames|messieurs|moi|je|j|bonjour|s|ou|et|,|[.]|!)\w+|(?:une?|ce|cet|cette|notre|mon|ma|le|la) (?:patiente?|assuree?|salariee?|dame|monsieur"
    r"|beneficiaire|usagere?|residente?|administree?|protegee?|personne agee))"
)
HOSPITAL = (
    r"(?:l hopital|hopital|la clinique|clinique|chu|reeducation|reanimation|rea|soins intensifs|soins de suite|ssr|smr|centre de reeducation"
    r"|maison de convalescence|maison de repos|hospitalisation|service de \w+|chirurgie|cardiologie|neurologie|psychiatrie|hopital de jour)"
)
WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
# The beginning of a moment, after « je sors » or « sortie ».
WHEN = rf"(?:{WEEKDAY}|demain|apres demain|bientot|cette semaine|(?:la|en) (?:semaine prochaine|fin de semaine)|dans|le \d|debut|fin|mi|en {MONTH}|ce (?:soir|week))"

BE = r"(?:suis|est|sommes|sont|reste|restee?)"
ADVERB = r"(?:(?:toujours|encore|actuellement|deja|bien|tjrs|en ce moment|a nouveau|de nouveau|maintenant|moi meme|aussi|donc) )*"

HYPOTHESIS = (
    r"\b(?:si (?:je|j|on|il|elle|jamais)|au cas ou|peur (?:d|de|que)|crain\w*|risque\w* (?:d|de)|aimerais|aimerait|voudrais|voudrait|souhait\w+|pourrais"
    r"|pourrait|serais|serait|faudrait|est ce que|demande si|quand je serai|envisag\w+|propos\w+|parle\w* (?:d|de)|question (?:d|de)"
    r"|faut il|dois je|puis je|mettre|passer|passage|avoir droit|droit (?:a|au)|faire une demande|comment)\b"
)
PAST = (
    r"\b(?:etais|etait|avais|avait|ai ete|a ete|avait ete|avais ete|autrefois|a l epoque|dans le temps|il y a longtemps|l an dernier|l annee derniere"
    r"|l an passe|ancienne?|ex|jusqu en|jusqu a l annee|en (?:19|20[01])\d\d|il y a (?:\d+|deux|trois|quatre|cinq|six|dix|quelques|plusieurs) ans)\b"
)
NEGATION = r"\b(?:pas|plus|jamais|aucune?|ni|sans|non)\b"
