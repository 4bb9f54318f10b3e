"""Signs of distress (level C): worn out, low, at the end of one's tether; a kind word is due, not an alarm."""

from __future__ import annotations

from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import NEGATED, RIGHTS_END

sign = signs_of(None, "distress")

# fmt: off

RULES = (
    sign("cannot_any_more", "en peux|peut|peu|puis|pouvait|pouvons plus", 0.8, 0),
    sign("bare_cannot", "je peux|peut plus ~1 vivre|tenir|continuer|supporter|endurer|comme_ca|avancer|lutter|me_battre", 0.7, 0),
    sign("at_the_end", "a|au bout", 0.7, 0, (RIGHTS_END,), ()),
    sign("end_of_roll",
         "bout_du_rouleau|bout_de_force|bout_de_forces|bout_de_nerfs|fond_du_trou|fond_du_gouffre|bord_du_gouffre|"
         "touche_le_fond",
         0.85, 0),
    sign("low", "pas|plus|aucun|zero ~2 moral", 0.8, 0),
    sign("morale", "moral ~3 zero|bas|plus|chaussettes|pas_bon|mauvais|baisse|fond|talons|va_pas", 0.8, 0),
    sign("breaking",
         "craque|craquer|effondre|effondree|m_effondre|ecroule|flanche|sombre|coule|peter_les_plombs|pete_un_cable|"
         "peter_un_cable|pete_les_plombs|perds_pied|lache_prise",
         0.7, 0),
    sign("worn_out",
         "epuise|epuisee|epuises|extenue|extenuee|vide|videe|lessive|lessivee|creve|crevee|rincee|rince|abattue|abattu|"
         "desemparee|desempare|depassee|depasse|aneanti|aneantie|mort_de_fatigue|morte_de_fatigue",
         0.65, 0, (NEGATED, RIGHTS_END)),
    sign("despair",
         "desespere|desesperee|desespoir|desemparee|detresse|perdue_totalement|plus_espoir|plus_d_espoir|sans_espoir|"
         "plus_aucun_espoir|noyee|submergee|submerge|angoisse|angoissee|deprime|deprimee|deprime|depressif|depressive",
         0.7, 0, (NEGATED,)),
    sign("cannot_hold", "tiens|tiendrai|tenir|tient|supporte|supporter ~1 plus|pas", 0.7, 0),
    sign("no_strength",
         "plus|pas|aucune -1 force|forces|courage|energie|envie_de_rien|gout_a_rien|envie_de_me_battre|le_gout|la_force|"
         "le_courage",
         0.75, 0),
    sign("tears", "pleure|pleurer|larmes|sanglots|pleurs", 0.65, 0, (NEGATED,)),
    sign("alone",
         "suis|sens|me_retrouve|tellement|completement ~3 seul_au_monde|seule_au_monde|abandonnee|abandonne|"
         "completement_seul|completement_seule|toute_seule_au_monde|tres_seule|tres_seul|isole|isolee",
         0.65, 0),
    sign("fed_up", "marre|ras_le_bol|plein_le_cul|plein_le_dos|assez_de_tout|degoute|degoutee|ecoeure|ecoeuree", 0.6, 0),
    sign("useless", "sers|sert a_rien|plus_a_rien", 0.7, 0),
    sign("burden", "suis|etre|devenue|devenu|suis_qu_un|que ~1 un|une poids|fardeau|charge|boulet", 0.7, 0),
    sign("what_for", "a_quoi_bon|tout_perdu|plus_rien_a_perdre|vie_est_foutue|vie_est_fichue|vie_foutue|vie_gachee|vie_est_finie", 0.7, 0),
    sign("dark_ideas", "idees|pensees|envies ~1 noires|noire|sombres|suicidaires|morbides", 0.8, 0),
    sign("suicide_word", "suicid*", 0.7, 0),
    sign("not_die", "veux|veut|peur|envie|pas ~2 mourir|crever", 0.6, 0),
    sign("no_sleep", "dors_plus|mange_plus|dors_plus_la_nuit|mange_plus_rien|cauchemars|insomnies", 0.55, 0),
)
# fmt: on
