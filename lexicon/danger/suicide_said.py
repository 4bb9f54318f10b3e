"""Suicide said in so many words, by the person or by a relative."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import ADMIN_END, NEGATED, OVER, PAST, WORKPLACE
from lexicon.danger.guards_suicide import (
    ADMIN_NEAR,
    BEREAVED,
    CHILD_ACCIDENT,
    DEATH_OF,
    DRY_LEAVING,
    GIVING_UP,
    HEIR_WORRY,
    IDIOM_DIE,
    IDIOM_KILL,
    LEAVING_LIFE,
    LOST_THEM,
    SHUT_IN,
    WISHED,
)

sign = signs_of(DangerKind.SUICIDE, "suicide")

# fmt: off

RULES = (
    sign("word", "suicid*|suisid*|suissid*|sucid*|suiscid*|suicd*|susid*|suicit*", 0.95, 2, (NEGATED, PAST, BEREAVED, DEATH_OF, WORKPLACE)),
    sign("attempt",
         "fait|fais|faire|apres|deux|trois|plusieurs|nouvelle|sa|ma tentative|tentatives",
         0.85, 2, (PAST, ADMIN_NEAR, DEATH_OF)),
    sign("again",
         "tentative*|suicid*|veines ~12 recommenc*|repens*|revient|reviennent|reprend|encore_envie|y_pense|de_nouveau|"
         "a_nouveau",
         0.9, 2),
    sign("wants_to_die", "WANT -3 DIE", 0.95, 2, (NEGATED, IDIOM_DIE, ADMIN_END, GIVING_UP)),
    sign("talks_of_dying",
         "parle|parlait|dit|dis|menace|pense|pensais|songe|prie|decide -3 mourir|vouloir_mourir|la_mort|en_finir",
         0.8, 2, (NEGATED, IDIOM_DIE, ADMIN_END, DEATH_OF, GIVING_UP)),
    sign("wish_dead",
         "que|pourvu_que|vivement_que|souhaite_que|attends_que|veux_que je|il|elle|on creve|meure|meurs|sois_mort|"
         "sois_morte|soit_morte|disparaisse|parte_pour_de_bon",
         0.85, 2, (NEGATED, IDIOM_DIE, HEIR_WORRY)),
    sign("wait_death",
         "attends|attend|vivement|souhaite|appelle|desire|cherche la_mort|ma_mort|sa_mort|de_mourir|de_crever",
         0.85, 2, (NEGATED, IDIOM_DIE)),
    sign("could_die", "si ~1 pouvais|pouvait|seulement ~3 DIE", 0.8, 2, (IDIOM_DIE,)),
    sign("let_die", "laissez|laisse|laissez_moi|laisse_moi|qu_on|que_on ~1 me|moi ~1 laisse? DIE", 0.75, 2, (IDIOM_DIE, NEGATED)),
    sign("better_dead",
         "plutot|autant|prefere|prefererais|preferable|prefererai ~3 mourir|crever|mort|morte|etre_mort|etre_morte|"
         "suicider",
         0.75, 2, (IDIOM_DIE, ADMIN_END, GIVING_UP)),
    sign("should_have_died",
         "aurais ~2 du|mieux_fait|voulu|prefere|aime ~2 mourir|crever|y_rester|y_passer|naitre|mort|morte|pas_exister|"
         "jamais_exister",
         0.85, 2),
    sign("if_dead", "si|quand|une_fois|le_jour_ou je ~1 suis|serai|etais|serais ~1 mort|morte", 0.6, 2, (HEIR_WORRY, ADMIN_NEAR)),
    sign("will_die_by_hand", "vais|va mourir|crever ce_soir|cette_nuit|demain|aujourd_hui|bientot_de_ma_main", 0.75, 3, (IDIOM_DIE,)),
    sign("kill_myself", "GO -4 SELF ~1 KILL", 0.95, 2, (NEGATED, IDIOM_KILL, DEATH_OF)),
    sign("kill_myself_bare", "je|sinon|ou me ~1 KILL", 0.9, 2, (IDIOM_KILL,)),
    sign("kill_self_infinitive",
         "de|a|pour|comment|moyen|moyens|sans|et|ou|juste|simplement -1 me|se KILL",
         0.85, 2, (NEGATED, IDIOM_KILL, PAST, WORKPLACE)),
    sign("method",
         "pendre|se_pend|me_pends|me_pend|corde|fusil|gaz|balle|lame|rasoir ~6 en_finir|finir|mourir|me_pendre|se_pendre|"
         "preparee|prepare|pret|prete|dans_la_bouche|sur_la_tempe",
         0.8, 3, (NEGATED, PAST)),
    sign("rope",
         "ai|a|acheter|achete|noue|prepare|attache|cherche|mis|mettre|passe|accroche|accrocher une|la|ma|sa|ta corde",
         0.75, 3, (ADMIN_NEAR,)),
    sign("throw",
         "me|se|m|moi ~1 jeter|jette|jeterai|jetterai|balancer|balance|lancer|foutre|lacher|mettre ~1 sous|par_la|du|de|"
         "dans_le_vide|dans_la|dans_le|devant|depuis|en_bas|d_un|a_l_eau_pour ~3 train|trains|metro|rer|fenetre|pont|"
         "balcon|toit|etage|vide|seine|rhone|loire|garonne|riviere|fleuve|camion|voiture|bus|rails|falaise|tour|immeuble|"
         "canal|lac|tram|escalier|viaduc",
         0.9, 3, (NEGATED, PAST)),
    sign("throw_void",
         "me|se ~1 jeter|jette|balancer|lancer dans_le_vide|sous_un_train|sous_le_train|sous_le_metro|par_la_fenetre",
         0.95, 3, (NEGATED,)),
    sign("drop",
         "laisser_tomber|laisse_tomber|basculer|bascule|tomber_expres ~1 du|de|dans|par|sous|depuis ~3 HEIGHT",
         0.85, 3, (NEGATED, PAST)),
    sign("hanged", "corde|pendu|pendue|pends|pendre ~4 poutre|cou|arbre|plafond|crochet|charpente", 0.85, 3, (PAST, BEREAVED)),
    sign("exhaust",
         "garage|voiture|enferme|enfermee ~6 moteur|pot_d_echappement|gaz_d_echappement ~3 allume|tourne|marche|tuyau",
         0.85, 3, (PAST,), (SHUT_IN,)),
    sign("alone_with_ideas", "seul|seule avec mes|ses idees|pensees|demons", 0.6, 1),
    sign("soon_join",
         "bientot|part|pars|partir|va|veut|vais ~2 rejoindre mon|ma|son|mes? ~2 mari|femme|papa|maman|mort|morts|la_haut|"
         "ciel|defunt",
         0.65, 2, (DRY_LEAVING,), (LEAVING_LIFE,)),
    sign("jump",
         "sauter|saute|sauterai|sauterais -2 du|de|par|dans_le|depuis|sur_les|sous|d_un ~2 pont|fenetre|balcon|toit|vide|"
         "etage|immeuble|train|metro|rails|falaise|rocher|viaduc",
         0.9, 3, (NEGATED, PAST)),
    sign("on_the_edge",
         "suis|est|monte|montee|debout|assis|assise|enjambe ~3 sur|bord|balustrade|parapet|rambarde ~2 pont|toit|rails|"
         "rebord|falaise|voie|voies|fenetre|parapet|vide|rambarde|balustrade",
         0.85, 3, (PAST, WORKPLACE)),
    sign("crash_wish",
         "rouler|roule|conduire|conduis|volant|voiture|route ~8 arbre|mur|platane|camion|ravin|pylone",
         0.7, 2, (PAST,), (WISHED,)),
    sign("run_over",
         "si|esper*|envie|aimerais|voudrais ~3 voiture|camion|bus|train ~3 me ~1 renvers*|fauch*|ecras*|percut*|"
         "passe_dessus",
         0.75, 2, (DRY_LEAVING,)),
    sign("platform_edge",
         "bord|rebord|extremite ~1 du|de_la|d_un quai|pont|toit|falaise|gouffre_pour|balcon|riviere|eau|canal|rails|voie",
         0.8, 3, (PAST,)),
    sign("bullet",
         "me|se ~1 foutre|mettre|tirer|loger|coller|prendre|fous|mets|tire|met|fout ~1 une|deux balle|balles",
         0.95, 3, (NEGATED, PAST)),
    sign("finish_me",
         "WANT|que_on|faudrait|prie|supplie|demande ~3 me ~1 acheve|achever|achevent|debranche|debrancher|pique|"
         "endorme_pour_de_bon|tue|aide_a_mourir|aide_a_partir",
         0.8, 2, (WORKPLACE,)),
    sign("easy_death",
         "mort_par|mort_douce|mort_rapide|mourir_sans|mourir_vite|mourir_doucement|mort_sans_douleur|mourir_rapidement|"
         "mourir_dans_mon_sommeil|mourir_pendant_mon_sommeil|partir_dans_mon_sommeil",
         0.7, 2, (LOST_THEM,)),
    sign("blow_up", "faire|fais|fait|vais ~3 peter|exploser|sauter|bruler|cramer ~4 moi_avec|avec_moi|et_moi", 0.8, 3, (NEGATED,)),
    sign("poison_on_purpose",
         "avale|bu|ingere|boire|avaler ~4 javel|lessive|detergent|deboucheur|mort_aux_rats|antigel|white_spirit|acide|"
         "soude|poison|desherbant|insecticide ~8 expres|volontairement|mourir|en_finir|tuer",
         0.95, 3, (PAST,)),
    sign("crash",
         "foncer|fonce|rentrer|planter|encastrer|jeter|lancer ~3 dans|contre ~1 arbre|mur|platane|pylone|camion",
         0.8, 3, (PAST, NEGATED, DRY_LEAVING)),
    sign("car_wall",
         "avec_la_voiture|au_volant|lacher_le_volant|tourner_le_volant|donner_un_coup_de_volant ~8 arbre|mur|platane|"
         "camion|pylone|ravin|en_finir",
         0.75, 2, (PAST, NEGATED, DRY_LEAVING)),
    sign("veins", "veines|poignet|poignets ~4 ouvr*|coup*|taill*|lame|rasoir|couteau|entaill*", 0.85, 3, (PAST, NEGATED)),
    sign("wrist", "ouvr*|ouvert|taill*|tranch* ~3 poignet|poignets|veine", 0.85, 3, (PAST, NEGATED)),
    sign("veins_cut", "ouvr*|ouvert|coup*|taill*|tranch*|entaill* ~2 veines|poignets", 0.9, 3, (PAST, NEGATED)),
    sign("irreparable",
         "faire|fais|fasse|fait|commettre|commette|ferai ~2 betise|betises|irreparable|geste_fatal|geste_desespere|"
         "conneries_avec|l_irreparable|grosse_connerie|une_connerie",
         0.85, 2, (PAST, CHILD_ACCIDENT, NEGATED)),
    sign("pass_to_act", "passer|passe|passage|passera|passerai a_l_acte|a_l_action", 0.8, 2, (PAST, NEGATED)),
    sign("self_harm",
         "me_fais|me_faire|se_fait|se_faire|me_fasse|se_fasse|me_suis_fait|faire ~1 mal|du_mal ~1 moi_meme|lui_meme|"
         "elle_meme|volontairement|expres",
         0.85, 2, (PAST, NEGATED)),
    sign("harm_me", "peur|envie|envies|idee|idees|pourrais|vais|va|veut|veux -3 me_faire|se_faire|de_me_faire du_mal", 0.85, 2, (NEGATED,)),
    sign("cuts",
         "me|se ~1 scarifie|mutile|scarifier|mutiler|taillade|lacere|coupe_les_bras|coupe_expres|coupe_volontairement",
         0.85, 2, (PAST, NEGATED)),
    sign("self_mutilation", "automutil*|auto_mutil*|scarification*", 0.8, 2, (PAST, NEGATED, WORKPLACE)),
    sign("dark_ideas", "idees|pensees|envies|envie|pulsions -2 noires|noire|morbides|sombres|de_mort", 0.7, 1, (NEGATED, PAST, OVER)),
    sign("thinks_death",
         "pense|penser|pensees|songe|obsede|obsedee|reve -4 a_la_mort|a_mourir|de_mourir|que_a_mourir|que_a_la_mort|"
         "de_la_mort|a_ma_mort|de_ma_mort|ma_propre_mort",
         0.75, 2, (NEGATED, PAST, DEATH_OF, GIVING_UP)),
)
# fmt: on
