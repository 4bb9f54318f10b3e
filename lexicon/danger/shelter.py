"""Signs that somebody has no roof tonight or sleeps outside; being hosted, or fearing an eviction, is not one."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import NEGATED, OVER, PAST, WORKPLACE
from lexicon.danger.guards_shelter import DRIVE, HOSPITAL_BED, HOSTED, JOB, REPAIRS, SLEEPS, SOON, TONIGHT_WORDS, TRAVEL, WORK_OUT

sign = signs_of(DangerKind.SANS_ABRI, "sans_abri")
_NOT_NOW = (PAST, OVER, SOON, WORKPLACE)

# fmt: off

RULES = (
    sign("sleeps_outside", "SLEEP -4 dans|a|sous|dehors|sur|au|devant ~3 OUTSIDE", 0.9, 2, (*_NOT_NOW, NEGATED, TRAVEL)),
    sign("sleeps_out",
         "SLEEP -3 dehors|dans_la_rue|a_la_rue|sous_les_ponts|sous_un_pont|sous_tente|a_la_belle_etoile|sur_le_trottoir",
         0.9, 2, (*_NOT_NOW, NEGATED)),
    sign("slept_outside",
         "ai_dormi|avons_dormi|a_dormi|passe_la_nuit|passe_la_derniere_nuit|ont_dormi|dormi ~4 dehors|rue|voiture|gare|"
         "hall|parking|trottoir|parc|banc|metro|cave|abribus|tente|camion|urgences",
         0.8, 2, (PAST, OVER, TRAVEL)),
    sign("on_street",
         "suis|sommes|est|sont|vis|vit|vivons|retrouve|retrouvons|etre|mis|mise|jete|jetee|jetes|jette|met|laisse|laisses|"
         "laissee ~3 a_la_rue|dans_la_rue|sur_le_trottoir|sans_abri|sdf|sans_domicile|sans_domicile_fixe",
         0.85, 2, (*_NOT_NOW, HOSTED, NEGATED)),
    sign("street_bare",
         "a_la_rue|sdf|sans_abri|sans_domicile_fixe|sans_toit|sans_domicile|sans_logis",
         0.65, 2, (*_NOT_NOW, HOSTED, NEGATED, WORK_OUT)),
    sign("nowhere",
         "nulle_part|aucun_endroit|pas_d_endroit|aucun_lieu|pas_un_endroit|plus_d_endroit|pas_de_lieu|rien ~2 ou|pour|a "
         "~2 aller|dormir|loger|rester|coucher|me_poser",
         0.8, 2, (*_NOT_NOW,)),
    sign("where_to_sleep",
         "sais|sait|savons|trouve|ai|avons|a|vois ~1 pas|plus|nulle_part ~3 ou ~1 dormir|coucher|loger|passer_la_nuit|"
         "aller_dormir|aller_ce_soir|je_vais_dormir|dors|on_va_dormir|nous_allons_dormir|me_loger|poser_mes|"
         "aller_cette_nuit",
         0.85, 2, (*_NOT_NOW, TRAVEL)),
    sign("tonight_where",
         "ce_soir|cette_nuit|demain|maintenant ~5 dort|dors|dormons|dormir|va|vais|aller|loger ~1 ou",
         0.8, 2, (TRAVEL, HOSTED)),
    sign("no_housing_since",
         "ai|avons|a|suis plus|sans ~1 de? ~1 logement|maison|appartement|toit|domicile|chez_moi ~2 depuis ~1 hier|"
         "ce_matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|deux_jours|trois_jours|une_semaine|cette_nuit",
         0.75, 2, (PAST, HOSTED)),
    sign("without_home_since", "sans_domicile|sans_logement|sans_toit|sans_abri|sans_maison ~2 depuis|avec", 0.75, 2, (PAST, HOSTED)),
    sign("squats", "squatte|squattons|squattent|squatter ~2 OUTSIDE|immeuble|batiment|maison_vide", 0.8, 2, (PAST, OVER)),
    sign("where_tonight",
         "ou ~3 dormir|coucher|aller|loger|va_t_on ~6 ce_soir|cette_nuit|avec_les_enfants|avec_mes_enfants|avec_mon_bebe",
         0.75, 2, (TRAVEL,)),
    sign("no_roof",
         "pas|plus|sans|aucun|aucune|cherche ~2 toit|hebergement|logement|abri|endroit|solution|place|chambre|foyer|lit "
         "~8 ce_soir|cette_nuit|tonight|des_ce_soir|pour_dormir|aujourd_hui|demain|dormir_ce_soir",
         0.8, 2, (PAST, TRAVEL, HOSPITAL_BED)),
    sign("roof", "pas|plus|sans|aucun ~1 de|un? toit", 0.75, 2, (*_NOT_NOW, HOSTED, REPAIRS)),
    sign("no_housing_now",
         "ai|avons|a|trouve plus|pas|aucun ~1 de? logement|maison|appartement|hebergement|endroit ~6 dors|dormons|dort|"
         "dehors|voiture|rue",
         0.85, 2, (PAST, OVER)),
    sign("thrown_out",
         "mis|mise|mises|jete|jetee|foutu|foutue|vire|viree|chasse|chassee|expulse|expulsee|expulses|renvoye|fichu|fous|"
         "fout|met|mettent|mettre ~2 a_la_porte|dehors|de_chez_moi|de_chez_nous|du_foyer|de_l_hotel|de_l_appartement ~8 "
         "TONIGHT|ce_matin|hier|nulle_part|ou_aller|avec_mes|valise|sac|valises",
         0.8, 2, (PAST, OVER)),
    sign("thrown_out_plain",
         "me|nous|m ~1 a|ont ~2 mis|mise|jete|jetee|foutu|foutue|vire|viree|chasse|chassee|fichu|fichue ~1 a_la_porte|"
         "dehors|a_la_rue",
         0.7, 2, (PAST, OVER, JOB)),
    sign("evicted_today",
         "expulse*|expulsion|huissier|serrurier|serrure|serrures ~8 ce_matin|aujourd_hui|hier|a_l_instant|change|changees|"
         "dehors|trottoir|ce_soir|la_maintenant",
         0.75, 2, (PAST, OVER, SOON)),
    sign("outside_tonight",
         "suis|sommes|est|reste|restons|serai|serons|serais|vais_etre|va_etre|seront|dort ~3 dehors ~4 TONIGHT|avec_mes|"
         "avec_les|dans_le_froid|sous_la_pluie|enfants|bebe",
         0.85, 2, (PAST, WORK_OUT)),
    sign("tonight_outside",
         "ce_soir|cette_nuit|maintenant|aujourd_hui|depuis_hier|demain|des_ce_soir|depuis ~7 dehors|a_la_rue|rue|"
         "sans_toit|dans_ma_voiture|dans_la_voiture ~3",
         0.7, 2, (PAST, WORK_OUT, TRAVEL, DRIVE)),
    sign("live_in_car",
         "vis|vit|vivons|dors|dort|dormons|loge|habite|loger|habitons ~3 dans ~2 voiture|camion|vehicule|bagnole|caisse|"
         "fourgon|clio|kangoo|camionnette|utilitaire|206|twingo|garage|cave|squat|tente|cabanon|box",
         0.85, 2, (PAST, OVER, TRAVEL, NEGATED)),
    sign("115",
         "115|samu_social|hebergement_d_urgence|hotel_social ~6 plein|repond_pas|pas_de_place|plus_de_place|"
         "jamais_de_place|jamais_rien|personne|complet|refuse|rien|sature|ce_soir|pour_cette_nuit|repond_plus",
         0.8, 2, (PAST, OVER, SOON)),
    sign("emergency_roof",
         "besoin|cherche|trouver|demande|faut|chercher|faudrait ~2 un|d_un|une|d_une|de ~2 toit|abri|hebergement|lit|"
         "chambre|endroit|place ~6 ce_soir|cette_nuit|dormir|urgence|demain|tout_de_suite",
         0.75, 2, (PAST, TRAVEL, HOSPITAL_BED)),
    sign("no_key", "proprietaire|proprio|bailleur|logeur|marchand_de_sommeil|coloc ~5 change ~3 serrure|serrures", 0.7, 2, (PAST, OVER)),
    sign("hosted_out",
         "heberge|hebergee|ami|amie|copine|cousin|soeur|frere|fils|foyer|hotel ~8 ce_soir|demain|aujourd_hui|cette_nuit|"
         "doit_partir|dois_partir|plus_me_garder|peut_plus|veut_plus ~6 dehors|a_la_rue|plus_d_endroit|nulle_part|"
         "ou_aller|ou_dormir|plus_rien|plus_de_toit|rue",
         0.7, 2, (PAST,)),
    sign("left_home",
         "fui|quitte|partie|parti|sortie|sorti|sors|libere|liberee ~8 a_la_rue|nulle_part|ou_aller|ou_dormir|pas_de_toit|"
         "sans_toit|dors_dans|sans_logement",
         0.7, 2, (PAST, OVER, SOON)),
    sign("leaves_hospital",
         "sors|sort|sorti|sortie|sortir|libere ~3 hopital|prison|clinique|cure|foyer|psychiatrie|detention ~8 pas|plus|"
         "aucun ~2 logement|toit|endroit|ou_aller|hebergement|ou_dormir|maison|domicile",
         0.75, 2, (PAST, OVER), (TONIGHT_WORDS,)),
    sign("camp",
         "campement|bidonville|abri_de_fortune|sous_une_bache|sous_les_ponts|sous_un_pont|hall_d_immeuble|hall_de_gare|"
         "cage_d_escalier ~2",
         0.7, 2, (PAST, OVER, WORKPLACE, NEGATED), (SLEEPS,)),
)
# fmt: on
