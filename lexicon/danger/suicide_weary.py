"""Suicide heard behind the wish that life would stop."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import ADMIN_END, NEGATED, PAST, WORKPLACE
from lexicon.danger.guards_suicide import ADMIN_NEAR, CHILD_ACCIDENT, DRY_LEAVING, GIVING_UP, PART_OF_LIFE, WISHED

sign = signs_of(DangerKind.SUICIDE, "suicide")

# fmt: off

RULES = (
    sign("no_more_living",
         "WANT|demande|cherche ~1 plus|pas|jamais ~2 vivre|exister|etre_la|etre_de_ce_monde|de_cette_vie|"
         "continuer_a_vivre|me_reveiller|etre_vivant|etre_vivante|de_la_vie",
         0.9, 2, (GIVING_UP,)),
    sign("no_wish_to_live",
         "plus|pas|aucune|aucun|perdu|perd|sans -2 envie|gout|force|courage|raison|raisons|interet|le_gout|l_envie|"
         "plaisir ~1 de|a ~1 vivre|continuer_a_vivre|exister|la_vie|rester_en_vie|vie|etre_la|etre_en_vie|me_reveiller|"
         "etre_de_ce_monde",
         0.9, 2, (GIVING_UP,)),
    sign("lost_taste", "gout|envie de vivre|la_vie a|est|se_est ~1 disparu|perdu|parti|partie|finie|plus", 0.7, 2),
    sign("cannot_live_without", "peux|peut|sais|arrive|arrivera plus|pas ~1 vivre sans lui|elle|mon|ma|eux", 0.65, 1, (ADMIN_NEAR,)),
    sign("tired_of_life",
         "fatigue|fatiguee|marre|lasse|las|degoute|degoutee|assez|epuise|epuisee|ras_le_bol|raz_le_bol|saoule|"
         "plein_le_dos|plein_le_cul de ~1 vivre|la_vie|cette_vie|exister|etre_en_vie|cette_existence|ma_vie",
         0.85, 2, (GIVING_UP,)),
    sign("lived_enough", "assez|trop|suffisamment vecu", 0.75, 1, (ADMIN_NEAR,)),
    sign("had_my_time", "fait_mon_temps|fait_son_temps_sur_terre|plus_l_age_de_vivre|plus_de_ce_monde_bientot", 0.6, 1, (ADMIN_NEAR,)),
    sign("what_for_life",
         "a_quoi_bon|pourquoi|a_quoi_ca_sert|a_quoi_sa_sert|sert_a_quoi|quel_interet|a_quoi_je_sers|rime_a_quoi -3 vivre|"
         "rester_en_vie|exister|je_vive|je_vis|me_battre_pour_vivre|continuer_a_vivre|rester_la|vivre_encore",
         0.85, 2, (GIVING_UP,)),
    sign("serves_nothing",
         "sert|sers|servait|servirait ~2 rien ~3 que_je_reste|que_je_vive|que_je_vis|de_vivre|que_je_continue|que_je_sois|"
         "rester_en_vie|sur_terre|etre_la|sur_cette_terre|que_je_reste_la|d_exister|exister",
         0.9, 2, (DRY_LEAVING,)),
    sign("life_worth_nothing", "vie|existence ~2 vaut|sert|merite ~2 rien|plus|pas", 0.75, 1, (WORKPLACE, DRY_LEAVING)),
    sign("life_no_sense", "vie|existence ~2 plus|aucun|pas ~2 sens|interet|but|gout", 0.75, 1, (PART_OF_LIFE,)),
    sign("no_reason", "plus|pas|aucune ~1 raison|raisons de|d ~1 vivre|etre_la|rester|continuer|exister|me_lever", 0.8, 2),
    sign("nothing_holds",
         "rien|personne|plus_rien|plus_personne ~1 me|qui_me retient|retiendra|rattache|raccroche ~4 ici|vie|terre|monde|"
         "vivant|vivre|la",
         0.8, 2),
    sign("nothing_holds_me", "plus_rien|rien|plus_personne|personne ~1 me retient", 0.65, 2, (DRY_LEAVING,)),
    sign("suffering_ends",
         "souffrance|souffrances|calvaire|martyre|enfer|cauchemar ~3 arrete|finisse|termine|cesse|s_arrete|prenne_fin ~2",
         0.65, 1, (ADMIN_NEAR,), (WISHED,)),
    sign("only_thing_holding", "retient|empeche ~4 suicid*|me_tuer|en_finir|mourir|partir_pour_de_bon|sauter|passer_a_l_acte", 0.85, 2),
    sign("still_on_earth",
         "encore|rien|place|plus|reste|utile ~4 sur_terre|sur_cette_terre|dans_ce_monde|parmi_les_vivants|ici_bas|"
         "de_ce_monde|parmi_vous",
         0.75, 1, (ADMIN_NEAR,)),
    sign("never_wake",
         "WANT|endormir|endorme|endors|dormir|coucher|couche|prie|prier|pourvu|si_seulement|que|demande ~7 pas|plus|"
         "jamais ~1 me|se ~1 reveill*|lever_demain",
         0.9, 2, (CHILD_ACCIDENT, DRY_LEAVING)),
    sign("sleep_forever", "dormir|endormir|dors|endors|sommeil ~2 pour|a|d un? ~1 FOREVER", 0.85, 2, (GIVING_UP,)),
    sign("sleep_long",
         "dormir|m_endormir|me_endormir et|pour|sans ~2 plus|jamais|pas ~2 reveill*|souffrir|penser|rien_sentir",
         0.75, 2, (CHILD_ACCIDENT,)),
    sign("all_stops", "WANT|faut|envie -2 que tout ~2 arrete|finisse|termine|stoppe", 0.7, 1, (ADMIN_NEAR,)),
    sign("it_stops_for_good",
         "arrete|finisse|arreter|arreterait|fini|finit|termine|arretera pour_toujours|definitivement|pour_de_bon|a_jamais|"
         "une_bonne_fois_pour_toutes",
         0.65, 1, (ADMIN_NEAR, ADMIN_END, GIVING_UP)),
    sign("life_stops", "vie ~8 WANT|faut -2 que ~1 elle|ca|tout ~1 arrete|finisse|termine|cesse", 0.75, 2, (PART_OF_LIFE, ADMIN_NEAR)),
    sign("stop_life", "arrete|arreter|quitte|quitter|stopper|lacher ~2 la_vie|cette_vie|ma_vie", 0.75, 2, (NEGATED, PAST, GIVING_UP)),
    sign("stop_living",
         "arreter|cesser|finir|arrete ~1 de ~1 vivre|exister|respirer|cette_vie",
         0.85, 2, (NEGATED, CHILD_ACCIDENT, DRY_LEAVING)),
    sign("end_it",
         "GO|WANT|mieux|suffit|seule_solution|reste|solution|et|je|bientot|moyen ~3 en finir|finis|finit|finirai|finira|"
         "finisse",
         0.8, 2, (NEGATED, ADMIN_END)),
    sign("end_it_for_good",
         "en_finir|en_finisse|en_finit|finir_avec ~2 vie|jours|tout_ca|moi|pour_de_bon|definitivement|ce_soir|cette_vie|"
         "mes_souffrances",
         0.85, 2, (NEGATED, ADMIN_END)),
    sign("end_my_days",
         "fin|terme ~1 a ~1 mes|ses|ma|sa|mon|tout|cette jours|vie|jour|existence|souffrance|souffrances|calvaire|ca|"
         "douleurs",
         0.95, 2, (NEGATED, PAST)),
    sign("end_days_bare",
         "mettre|mis|mets|met|mettra|mettrai|abreger ~1 fin|mes|ses ~1 a? ~1 jours|vie|souffrances",
         0.9, 2, (NEGATED, PAST)),
    sign("end_of_life_by_law",
         "WANT|demande|demander|droit ~3 euthanasie|euthanasi*|aide_a_mourir|que_on_m_aide_a_mourir|me_aider_a_mourir|"
         "piquez_moi|pique_de_fin",
         0.65, 1, (WORKPLACE,)),
    sign("god_take",
         "dieu|seigneur|mort|faucheuse|allah ~2 me|vienne_me ~1 prenne|prend|prenez|rappelle|reprenne|chercher|emporte|"
         "delivre",
         0.8, 1),
)
# fmt: on
