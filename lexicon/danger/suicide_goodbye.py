"""Suicide heard in a farewell: being better gone, letters, affairs in order."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import ADMIN_END, NEGATED, PAST, WORKPLACE
from lexicon.danger.guards_suicide import (
    ADMIN_NEAR,
    DEATH_OF,
    DRY_LEAVING,
    GIVING_UP,
    HEIR_WORRY,
    IDIOM_DIE,
    LOST,
    PRESCRIBED,
    RESULTS,
    THANKED,
)

sign = signs_of(DangerKind.SUICIDE, "suicide")

# fmt: off

RULES = (
    sign("never_hear_of_me",
         "entend*|aurez|aura|auras|auront|entendre -2 plus|jamais ~3 parler_de_moi|mes_nouvelles|de_nouvelles_de_moi|"
         "de_mes_nouvelles",
         0.8, 2, (DRY_LEAVING,)),
    sign("soon_gone",
         "bientot|demain|ce_soir|cette_nuit|lundi|longtemps|noel|la_prochaine_fois|vous_rappellerez|semaine_prochaine ~8 "
         "serai|serais|suis|sera plus ~2 la|ici|de_ce_monde|parmi",
         0.8, 2, (DRY_LEAVING, HEIR_WORRY)),
    sign("gone_soon",
         "serai|serais plus la|ici|de_ce_monde ~3 bientot|demain|longtemps|ce_soir|pour_en|pour_voir|quand_vous|"
         "quand_vous_lirez",
         0.8, 2, (DRY_LEAVING, HEIR_WORRY)),
    sign("when_you_read",
         "quand|lorsque|si vous|tu|on ~1 lirez|lira|lisez|liras|trouverez|trouvera|recevrez ~6 trop_tard|plus_la|partie|"
         "parti|morte|mort|loin|fini",
         0.85, 3),
    sign("too_late", "ce_sera|sera|il_sera trop_tard ~6 moi|mort|morte|plus_la|regretter*|enterr*", 0.65, 2, (ADMIN_NEAR,)),
    sign("better_without_me",
         "mieux|soulag*|tranquille*|heureu*|debarrass*|plus_simple|plus_facile|plus_leger|delivre* ~3 sans_moi|"
         "si_je_etais_plus|si_je_etais_mort*|si_je_disparai*|si_je_meurs|si_je_etais_pas|quand_je_serai_plus|sans_que_je|"
         "si_je_suis_plus|quand_je_serai_mort*|si_je_partais|le_jour_ou_je_serai",
         0.85, 2, (DRY_LEAVING,)),
    sign("without_me_better",
         "sans_moi|si_je_etais_plus_la|si_je_etais_mort*|si_je_disparaissais|quand_je_serai_plus_la|si_je_suis_plus_la|"
         "apres_ma_mort ~6 mieux|soulag*|tranquille*|heureu*|debarrass*|manquer*",
         0.8, 2, (DRY_LEAVING, HEIR_WORRY)),
    sign("as_well_leave",
         "autant|mieux|plutot|prefere|temps ~1 que? ~1 partir|m_en_aller|je_parte|je_m_en_aille ~3 maintenant|"
         "tout_de_suite|avant|definitivement|dignement|que|sans",
         0.65, 2, (DRY_LEAVING, GIVING_UP)),
    sign("as_well_go", "autant que je m_en_aille|parte|disparaisse", 0.75, 2, (DRY_LEAVING,)),
    sign("worth_more_dead", "coute|vaux|rapporte|vaudrais|rapporterais ~5 mort|morte|vivant|vivante", 0.8, 2),
    sign("dead_worth", "mort|morte ~3 couterais|vaudrais|rapporterais|couterait|vaudrait|genera|generais", 0.75, 2),
    sign("envies_dead", "envie|jalouse les|ceux morts|qui_sont_morts|qui_sont_partis|qui_meurent|defunts", 0.75, 2),
    sign("no_other_way",
         "issue|solution|sortie|porte|choix|option|alternative|remede ~3 mort|mourir|suicid*|en_finir|disparaitre|me_tuer|"
         "partir_pour",
         0.85, 2, (ADMIN_END,)),
    sign("look_accident", "air|passer|ressemble|croire|maquiller ~2 de|pour|a ~1 un ~1 accident", 0.75, 2),
    sign("deserve", "merite|meritais|devrais|droit ~2 pas|plus ~1 de? ~1 vivre|exister|etre_en_vie|d_etre_la", 0.8, 2, (GIVING_UP,)),
    sign("lets_go", "se|me ~1 laisse|laisser|laisserai|laissait mourir|partir|deperir|crever", 0.8, 2, (NEGATED, IDIOM_DIE)),
    sign("stops_treatment",
         "arreter|arrete|stopper|plus_prendre|prends_plus|refuse ~3 dialyse|traitement|insuline|chimio|oxygene|"
         "medicaments|soins ~6 mourir|en_finir|partir|que_ca_s_arrete|finisse|crever|m_en_aller",
         0.8, 2, (NEGATED,)),
    sign("great_leap", "grand|dernier|long saut|voyage|sommeil|depart|repos", 0.6, 2, (DRY_LEAVING, ADMIN_NEAR, PAST)),
    sign("other_side", "passer|aller|partir|passe ~1 de|dans|a l_autre|autre cote|monde", 0.75, 2, (ADMIN_NEAR,)),
    sign("will", "testament >> trouvera|trouveront|ou_sont_les_cles|plus_la|adieu|propre", 0.7, 2, (ADMIN_NEAR,)),
    sign("pills_here",
         "MEDS ~3 devant_moi|devant_lui|devant_elle|dans_la_main|dans_ma_main|a_la_main|a_cote_de_moi|"
         "sur_la_table_de_nuit|sous_les_yeux",
         0.75, 3, (PRESCRIBED,)),
    sign("not_see",
         "compte|pense|vais|veux|ai_pas_envie ~1 pas|plus|de ~2 voir|passer|aller_jusqu|arriver|connaitre ~2 noel|demain|"
         "printemps|fin_de_l_annee|annee_prochaine|nouvelle_annee|prochain_anniversaire",
         0.7, 2, (ADMIN_NEAR, DRY_LEAVING)),
    sign("dead_by_then", "serai|serais|sera mort|morte ~8 decision|decide|d_ici|demain|ce_soir|cette_semaine", 0.7, 2, (HEIR_WORRY,)),
    sign("dead_then", "decision|decide|d_ici_la|demain|ce_soir|lundi|cette_nuit ~8 serai|serais mort|morte", 0.7, 2, (HEIR_WORRY,)),
    sign("own_funeral",
         "mon_enterrement|mes_obseques|mon_cercueil|ma_tombe ~12 bientot|demain|semaine_prochaine|ce_soir|choisi|viendra|"
         "pleurera",
         0.65, 2),
    sign("death_relief",
         "mourir|la_mort|ma_mort ~2 serait|sera|est|sauverait|arrangerait ~3 soulagement|delivrance|liberation|mieux|"
         "solution|repos|cadeau|bien|tout_le_monde|issue",
         0.8, 2),
    sign("accident_wish", "accident ~4 serait|arrangerait|ferait ~3 bien|mieux|soulag*|tout_le_monde|affaire|rien", 0.75, 2, (ADMIN_NEAR,)),
    sign("sorry_goodbye", "FAMILY >> pardon|adieu ~3 au_revoir|adieu|adieux", 0.75, 2, (DRY_LEAVING,)),
    sign("would_be_better_dead",
         "serait|serais|etait|serions|seraient ~1 mieux|tranquille|bien mort|morte|morts|sous_terre|au_cimetiere",
         0.85, 2),
    sign("the_worst", "pense|penser|songe|envisage|penses au|le pire", 0.6, 1, (RESULTS,)),
    sign("better_gone_simple",
         "plus_simple|plus_facile|mieux|soulag*|autant|reve|remarqu*|manqu*|regrett*|pleur*|tranquille*|debarrass*|"
         "content*|dis|dit|changerait|voudrais|aimerais|veux|veut ~5 GONE",
         0.75, 2, (DRY_LEAVING, HEIR_WORRY, GIVING_UP)),
    sign("gone_better",
         "GONE ~6 plus_simple|plus_facile|mieux|soulag*|remarqu*|manqu*|tranquille*|debarrass*|bon_debarras|personne",
         0.75, 2, (DRY_LEAVING, HEIR_WORRY)),
    sign("need_nothing_more", "aurai|aura plus|jamais ~1 besoin", 0.65, 2, (THANKED,)),
    sign("last_time", "derniere_fois ~1 que vous|tu|on ~1 me|m", 0.65, 2, (DRY_LEAVING,)),
    sign("goodbye_all",
         "au_revoir|dis_adieu|revoir|adieu ~1 a ~1 tous|tout_le_monde|mes_enfants|ses_enfants|la_famille|sa_famille|"
         "ma_famille",
         0.75, 2, (GIVING_UP,)),
    sign("height_thought",
         "HEIGHT ~14 un_pas|irait_vite|suffirait|serait_vite|attire|il_suffirait|tente_moi|envie_de_me_laisser|"
         "laisser_tomber_dans|serait_fini|y_pense",
         0.75, 2, (PAST,)),
    sign("heart_stops", "WANT|prie|pourvu ~2 que ~1 mon|le|son coeur ~1 arrete|lache", 0.85, 3),
    sign("gone_relief", "disparaisse|sois_plus_la|soit_plus_la|meure|creve|parte que|je|mieux|vaut|preferable ~5", 0.6, 2, (HEIR_WORRY,)),
    sign("better_gone",
         "mieux|preferable|vaudrait_mieux|vaut_mieux -2 que ~1 je|elle|il disparaisse|sois_plus|meure|creve|parte|"
         "sois_pas_la|soit_plus|existe_plus|sois_mort*|m_en_aille|me_en_aille",
         0.85, 2),
    sign("rid_of_me", "serez|serait|seront|sera|seriez|seraient|serai ~2 debarrasse* ~1 de_moi", 0.8, 2),
    sign("no_burden_soon",
         "plus|debarrass*|longtemps|bientot ~6 poids|fardeau|charge ~2 pour|a ~2 personne|eux|vous|tout_le_monde|"
         "mes_enfants|ma_famille|mes_proches",
         0.7, 1, (WORKPLACE,)),
    sign("burden_leave",
         "poids|fardeau|boulet|charge >> ferais_mieux_de|mieux_que_je|vaudrait_mieux|je_vais_partir|disparaitre|"
         "disparaisse|que_je_parte|m_en_aller|plus_la|sans_moi|partir_pour|liberer",
         0.8, 2, (WORKPLACE,)),
    sign("letter_family",
         "ecrit|ecris|ecrire|laisse|laisser|redige|prepare|trouve ~3 lettre|lettres|mot ~2 pour|a|d|aux|de ~2 FAMILY",
         0.65, 2, (ADMIN_NEAR,)),
    sign("letter_goodbye",
         "lettre|lettres|message|messages|mot|sms|texto|mail|video ~3 adieu|adieux|d_adieu|de_adieu|de_depart|posthume",
         0.9, 3, (PAST,)),
    sign("letter_order",
         "lettre|lettres|mot >> affaires|papiers|tout ~2 en_ordre|range|rangees|ranges|regle|reglees|regles",
         0.85, 2, (ADMIN_NEAR,)),
    sign("affairs_in_order", "affaires ~3 en_ordre|reglees|rangees|au_clair", 0.7, 2, (ADMIN_NEAR,)),
    sign("gave_away",
         "donne|distribue|vide|range ~2 toutes_mes|mes|tout|mon ~2 affaires|chat|chien|bijoux|vetements|appartement|chose|"
         "ce_que_j_ai >> plus_besoin|plus_la|apres_moi|adieu|quand_je|partir_tranquille|je_vais",
         0.7, 2, (DRY_LEAVING,)),
    sign("where_i_go", "la_ou|ou je_vais|je_pars|j_irai|je_irai ~4 aurai|ai|aura plus|pas ~1 besoin", 0.8, 2),
    sign("farewell",
         "adieu|adieux|dis_adieu|dire_adieu|fais_mes_adieux ~2 a|mes|tout_le_monde|tous|monde|cruel|la_vie|mes_enfants|"
         "ma_famille|pour_toujours|et_pardon|pardon",
         0.85, 2, (GIVING_UP,)),
    sign("my_farewell",
         "mes|dire_mes|fait_mes|ses|un|un_dernier adieux|adieu|au_revoir_a_tous|dernier_message|derniers_mots|"
         "dernieres_volontes",
         0.7, 2, (ADMIN_NEAR, GIVING_UP)),
    sign("last_message",
         "ce_est|voici|voila ~1 mon|ma|un dernier|derniere|ultime message|appel|lettre|jour|nuit|soir|soiree|noel|adieu|"
         "fois_que",
         0.65, 2, (ADMIN_NEAR, DRY_LEAVING)),
    sign("sorry_family",
         "pardon|pardonnez|pardonne|desole|desolee|demande_pardon|excuse|excusez ~4 enfants|famille|fille|fils|maman|"
         "tout_le_monde|tous ~8 partir|pars|plus_la|plus_la_force|faire|finir|fardeau|tenir|courage|continuer",
         0.75, 2),
    sign("take_care_after",
         "occupez|occupe|prenez_soin|prends_soin|veillez|veille|dites ~5 enfants|fille|fils|chat|chien|mere|mari|femme|"
         "famille ~4 quand_je|apres_moi|plus_la|je_les_aime|que_je_l_aime|je_l_aime|si_je_pars|apres_mon_depart|"
         "que_je_les_aime|que_je_le_aime",
         0.75, 2, (ADMIN_NEAR,)),
    sign("care_for_them",
         "prenez_soin|prends_soin|prenez_bien_soin|veillez_sur|veille_sur|veillez_bien_sur ~1 mes|mon|ma|nos enfants|"
         "filles|fils|fille|petits|bebe|garcons|mere|mari|femme|chat|chien",
         0.65, 2, (DRY_LEAVING, ADMIN_NEAR)),
    sign("all_over_tonight",
         "ce_soir|demain|bientot|cette_nuit|dans_une_heure ~4 tout|ce|ca ~1 sera|est ~1 fini|termine|regle|finie|terminee",
         0.75, 2, (ADMIN_NEAR, GIVING_UP)),
    sign("no_more_pain",
         "bientot|enfin|plus_jamais|demain|ce_soir ~3 souffrirai|souffrirais|aurai_plus_mal|souffrir plus|tranquille|"
         "delivre*|en_paix",
         0.7, 2),
    sign("at_peace",
         "bientot|enfin|serai|pourrai ~2 en_paix|delivree|delivre|libre_pour_toujours|avec_les_anges|au_ciel|la_haut|"
         "de_l_autre_cote|au_paradis",
         0.65, 2, (ADMIN_NEAR,)),
    sign("join_dead",
         "rejoindre|rejoins|rejoindrai|retrouver|retrouverai|rejoigne|rejoint ~4 mari|femme|fils|fille|mere|pere|maman|"
         "papa|la|le|epoux|frere|soeur|lui|elle|la_haut|au_ciel|bebe|compagne|compagnon",
         0.75, 2, (DRY_LEAVING,), (LOST,)),
    sign("leave_forever",
         "WANT|vais|va|pense_a|prefere|ferais_mieux_de|envie_de partir|m_en_aller|me_en_aller|quitter_ce_monde|"
         "quitter_cette_terre|tirer_ma_reverence|quitter_cette_vie ~1 pour_toujours|definitivement|pour_de_bon|a_jamais|"
         "la_haut|de_ce_monde|au_ciel|sans_souffrir|en_paix|tranquillement|loin_de_tout|pour_de_vrai",
         0.75, 2, (DRY_LEAVING,)),
    sign("quit_world",
         "quitter|quitte|quitterai|partir|partirai|pars|disparaitre ~1 de? ce_monde|cette_terre|cette_vie|monde|"
         "cette_planete",
         0.8, 2, (DEATH_OF,)),
    sign("vanish", "bientot|demain|ce_soir|mieux_de|vais|va|plus_que_a|que_a|decide_de -1 disparaitre", 0.75, 2, (ADMIN_NEAR, WORKPLACE)),
    sign("decided",
         "decision|decide|choisi ~4 prise|jour|date|moment|de_partir ~8 souffrir|arreter|partirai|pars|fini|en_finir|"
         "adieu|plus_la|mourir",
         0.7, 2, (ADMIN_NEAR,)),
    sign("on_conscience",
         "mort|sang|mon_cadavre|cadavre ~2 sur_la_conscience|sur_les_mains|sur_votre_conscience|sur_ta_conscience|demain|"
         "devant_chez_vous",
         0.75, 2),
    sign("find_my_body",
         "trouverez|trouvera|retrouverez|retrouvera|retrouver|retrouve|ramasser|ramasserez ~3 mort|morte|pendu|pendue|"
         "corps|cadavre|froid",
         0.8, 2, (PAST,)),
    sign("night_out",
         "passerai|tiendrai|finirai|verrai pas|plus|jamais ~1 la_nuit|l_hiver|noel|demain|la_semaine|le_week_end|l_annee|"
         "le_jour_se_lever",
         0.65, 2, (ADMIN_NEAR,)),
    sign("one_day_i_go",
         "un_jour|un_de_ces_jours|un_matin|un_soir ~3 vais|va|ferai|finirai|finira|me|se ~2 bout|pendre|sauter|"
         "foutre_en_l_air|disparaitre|en_l_air|une_balle",
         0.8, 2),
    sign("in_the_air", "foutre|fous|fout|fiche|ficher|mettre|met|mets|flanquer en|dans l_air|lair|l_aire", 0.85, 2, (ADMIN_NEAR,), ()),
)
# fmt: on
