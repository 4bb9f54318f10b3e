"""Signs of a vital emergency now: chest, breath, stroke, consciousness, bleeding, fits, poisoning, allergy."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import ADMIN_END, NEGATED, WORKPLACE
from lexicon.danger.guards_medical import (
    ACCIDENTAL,
    BREATHLESS_IDIOM,
    CARE_TRANSPORT,
    CHEST_CARE,
    CHILD_OR_SLIP,
    CHRONIC,
    CORTISONE,
    DOSSIER,
    FLUSH,
    HANDLED,
    HAPPENED,
    MORNING_SLEEP,
    PAST_CARE,
    RECENT,
    SLEEPING_PERSON,
)

sign = signs_of(DangerKind.MEDICAL, "medical")
_PAST = (PAST_CARE, HANDLED, WORKPLACE)

# fmt: off

_CHEST = (
    sign("chest_pain",
         "mal|douleur|douleurs|serre|serree|oppresse|oppression|brule|brulure|pression|etau|pese|poids|point|pince|ecrase|"
         "coup_de_couteau|serrement|elance|lance ~4 CHEST",
         0.85, 3, (*_PAST, CHEST_CARE, CHRONIC)),
    sign("chest_hurts",
         "CHEST ~3 serre|serree|mal|oppresse|oppressee|brule|ecrase|ecrasee|douleur|douleurs|bloquee|comprimee|"
         "dans_un_etau|prise|elance|lance",
         0.85, 3, (*_PAST, CHEST_CARE, CHRONIC)),
    sign("heart",
         "coeur ~3 arrete|serre|lache|lacher|s_emballe|explose|exploser|fait_mal|bat_plus|bat_tres_vite|bat_trop_vite|"
         "bat_n_importe_comment|bat_a_200|arreter",
         0.7, 3, (*_PAST, CHRONIC, FLUSH)),
    sign("heart_pain", "douleur|douleurs|mal_tres|etau|pointe|coup ~2 au|dans_le coeur", 0.75, 3, (*_PAST, CHRONIC, FLUSH)),
    sign("arm_jaw",
         "douleur|mal|engourdi|serre|descend|irradie|fourmis|fourmille ~6 bras_gauche|machoire|epaule_gauche ~6 "
         "bras_gauche|machoire|poitrine|transpire|sueurs|sueur|souffle|nausee|vomi|dos",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("arm_jaw_now", "SUDDEN ~10 bras_gauche|machoire ~3 mal|serre|engourdi|douleur|dur|lourd", 0.75, 3, _PAST),
)

_BREATH = (
    sign("cannot_breathe",
         "arrive|peux|peut|peu|parvient|parviens|reussit|arrivons|sait ~1 plus|pas|meme_plus ~3 BREATHE",
         0.9, 3, (*_PAST, CHRONIC, BREATHLESS_IDIOM)),
    sign("no_breath",
         "respire|respires|respirait ~1 plus|pas|presque_plus|tres_mal|mal|difficilement|vraiment_mal|bizarrement|a_peine|"
         "comme_un_poisson|vite",
         0.85, 3, (*_PAST, CHRONIC, BREATHLESS_IDIOM)),
    sign("hard_to_breathe",
         "mal|difficulte|difficultes|peine|gene|galere ~1 a|pour ~1 BREATHE",
         0.7, 3, (*_PAST, CHRONIC, BREATHLESS_IDIOM)),
    sign("choking",
         "etouffe|etouffer|suffoque|suffoquer|s_etrangle_avec|asphyxie|etouffes",
         0.75, 3, (*_PAST, CHRONIC, BREATHLESS_IDIOM, NEGATED)),
    sign("no_air", "manque|plus|besoin ~1 d|de air", 0.7, 3, (*_PAST, CHRONIC, BREATHLESS_IDIOM)),
    sign("blue",
         "levres|visage|tout|toute|devient|est|bebe ~1 bleu|bleue|bleues|violet|violace|cyanose ~4",
         0.6, 3, (FLUSH, *_PAST, CHRONIC), (SLEEPING_PERSON,)),
    sign("swallowed_wrong", "coince|bloque|avale_de_travers|fausse_route ~4 gorge|trachee|respire|etouffe", 0.75, 3, (*_PAST, CHRONIC)),
    sign("asthma",
         "crise_d_asthme|grosse_crise|crise_asthme ~8 NOW|passe_pas|ventoline|marche_pas|respire|arrete_pas|souffle",
         0.75, 3, (*_PAST,)),
    sign("machine",
         "oxygene|respirateur|concentrateur ~4 vide|panne|marche_plus|arrete|coupe|plus_rien|fonctionne_plus",
         0.8, 3, (CARE_TRANSPORT,)),
    sign("no_oxygen", "plus d oxygene", 0.75, 3, (CARE_TRANSPORT, HAPPENED)),
)

_STROKE = (
    sign("face",
         "bouche|visage|levre|levres|figure|paupiere|sourire|joue ~4 travers|tordu|tordue|deforme|deformee|affaisse|"
         "affaissee|paralyse|paralysee|tombe|pend|tombante|decroche|de_cote|bizarre",
         0.9, 3, (*_PAST, CHRONIC)),
    sign("half_face",
         "moitie|cote|demi ~3 visage|corps|figure|bouche ~5 paralyse|paralysee|bouge_plus|tombe|sent_plus|sens_plus|"
         "engourdi|engourdie|mort|repond_plus|affaisse",
         0.9, 3, (*_PAST, CHRONIC)),
    sign("speech_lost",
         "parle|parler|articule|articuler|s_exprimer|parvient_a_parler|mots|comprend|voit|vois ~1 plus|bizarre|"
         "bizarrement|bizarres|charabia|rien|de_travers|n_importe_comment|mal|n_importe_quoi ~6 SUDDEN",
         0.85, 3, (*_PAST, DOSSIER)),
    sign("speech_lost_sudden",
         "SUDDEN ~10 arrive_plus|peut_plus|arrive_pas|peux_plus|sait_plus|trouve_plus|parle ~3 parler|articuler|mots|"
         "marcher|lever|plus_parler|bizarre|plus|charabia|mot",
         0.8, 3, (*_PAST, DOSSIER)),
    sign("drools", "bave|baver ~3 cote|bouche|travers", 0.7, 3, (*_PAST, CHRONIC), (SLEEPING_PERSON,)),
    sign("speech_gone",
         "il|elle|mari|femme|mere|pere|maman|papa|frere|soeur|fils|fille|voisin|voisine|ami|amie ~1 arrive|peut|reussit|"
         "parvient plus ~1 a? parler|articuler|dire_un_mot|sortir_un_mot",
         0.75, 3, (*_PAST, CHRONIC, DOSSIER)),
    sign("cannot_speak",
         "PERSON ~2 arrive|peut|reussit|parvient ~1 plus|pas ~1 a? parler|articuler|dire_un_mot|sortir_un_mot",
         0.65, 3, (*_PAST, CHRONIC, DOSSIER), (RECENT,)),
    sign("arm_dead",
         "bras|jambe|main|cote_gauche|cote_droit|cote|jambes|pied ~3 paralyse|paralysee|bouge_plus|repond_plus|mort|morte|"
         "engourdi|engourdie|leve_plus|inerte|retombe|pend|paralyses|fonctionne_plus|sent_plus ~8 SUDDEN",
         0.85, 3, (*_PAST, CHRONIC)),
    sign("weak_side", "force|forces|sens|sent|faible|faiblesse ~3 cote|bras|jambe|main|moitie ~8 SUDDEN", 0.8, 3, (*_PAST, CHRONIC)),
    sign("arm_dead_sudden",
         "SUDDEN ~10 bras|jambe|main|cote|jambes|moitie ~3 paralyse|paralysee|bouge|repond|mort|morte|engourdi|engourdie|"
         "plus|inerte|retombe|pend|tombe",
         0.8, 3, (*_PAST, CHRONIC)),
    sign("cannot_move_limb",
         "arrive|peut|peux|sent|sens|bouge|leve ~1 plus|pas ~3 bras|jambe|main|cote|moitie|jambes ~8 SUDDEN",
         0.85, 3, (*_PAST, CHRONIC)),
    sign("cannot_move_limb_sudden",
         "SUDDEN ~8 arrive|peut|peux|sent|sens|bouge|leve ~1 plus|pas ~3 bras|jambe|main|cote|moitie|jambes",
         0.85, 3, (*_PAST, CHRONIC)),
    sign("attack_now",
         "fait|fais|faire|refait|refaire|fasse ~1 un|une ~1 avc|infarctus|crise_cardiaque|arret_cardiaque|"
         "attaque_cardiaque|embolie|hemorragie|rupture_d_anevrisme|attaque_cerebrale|hypoglycemie|oedeme_de_quincke|"
         "choc_anaphylactique|choc_allergique|crise_d_epilepsie|crise_de_convulsions|attaque",
         0.85, 3, (*_PAST, HAPPENED, CHRONIC)),
    sign("attack_recent",
         "avc|infarctus|crise_cardiaque|arret_cardiaque|crise_d_epilepsie|attaque_cerebrale ~5 en_ce_moment|a_l_instant|"
         "la_maintenant|tout_de_suite|en_direct|sous_mes_yeux|devant_moi|il_y_a_cinq_minutes|il_y_a_dix_minutes",
         0.9, 3, (HANDLED,)),
    sign("attack_just",
         "vient|viens|est_en_train|suis_en_train|crois_que_il|on_dirait|pense_que_il|crois_que_elle|signes|symptomes ~4 "
         "avc|infarctus|crise_cardiaque|malaise|convulsions|arret_cardiaque|crise_d_epilepsie|hemorragie",
         0.85, 3, (HANDLED, WORKPLACE, PAST_CARE)),
)

_DOWN = (
    sign("unconscious", "inconscient|inconsciente|evanoui|evanouie|sans_connaissance|tourne_de_l_oeil", 0.85, 3, (*_PAST, HAPPENED), ()),
    sign("fainting",
         "perd|perdre|perds|perdent|vient_de_perdre|viens_de_perdre|va_perdre|vais_perdre ~1 connaissance",
         0.8, 3, (*_PAST, CHRONIC)),
    sign("about_to_faint",
         "vient|viens|va|vais|train|failli ~3 evanouir|perdre_connaissance|tomber_dans_les_pommes",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("fainted", "perdu|perte|tombe|tombee ~1 de? connaissance|dans_les_pommes|inanime|inanimee|raide", 0.75, 3, _PAST, (RECENT,)),
    sign("passing_out",
         "vais|va|sens_que_je_vais|suis_en_train_de|sens ~3 tomber_dans_les_pommes|m_evanouir|s_evanouir|partir|"
         "faire_un_malaise|tourner_de_l_oeil|perdre_connaissance",
         0.7, 3, (*_PAST, CHRONIC, DOSSIER), (RECENT,)),
    sign("i_feel_i_go", "me|m sens|sent ~1 partir|mourir|m_en_aller|tres_mal_la|en_train_de_partir", 0.75, 3, (*_PAST, CHRONIC)),
    sign("no_reaction",
         "reagit|bouge|se_reveille|repond|ouvre|parle ~1 plus|pas ~3 quand|du_tout|les_yeux|quand_je|et_respire|a_ma_voix|"
         "a_rien|par_terre|depuis",
         0.8, 3, (*_PAST, DOSSIER, MORNING_SLEEP), (SLEEPING_PERSON,)),
    sign("no_reaction_short",
         "il|elle|bebe|mari|mere|pere|maman|papa|fils|fille|femme ~1 reagit|se_reveille|bouge ~1 plus|pas",
         0.75, 3, (*_PAST, DOSSIER, MORNING_SLEEP, CHRONIC)),
    sign("fell_no_answer",
         "tombe|tombee|tomber|chute|malaise|inanime|ecroule|assomme|evanoui ~8 repond|bouge|reagit|parle|ouvre ~1 pas|"
         "plus|rien",
         0.85, 3, (PAST_CARE,)),
    sign("cannot_wake",
         "arrive|arrivons|reussis|peux|peut|pouvons ~1 pas|plus ~1 a? ~1 la|le|l reveiller|ranimer|reanimer|faire_reagir",
         0.9, 3, (PAST_CARE,)),
    sign("on_floor",
         "par_terre|au_sol|sur_le_sol|allonge|allongee|tombe|tombee|chute ~8 bouge_plus|bouge_pas|reagit|repond_plus|"
         "saigne|glace|glacee|froid|froide|inconscient|depuis_cette_nuit|depuis_hier|releve_pas|releve_plus|"
         "peut_plus_se_relever|arrive_plus_a_se_relever|peux_plus_me_relever|arrive_pas_a_me_relever|"
         "arrive_pas_a_le_relever|arrive_pas_a_la_relever|arrive_plus_a_me_relever|peux_pas_me_relever|relever",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("malaise_now", "malaise|malaises ~3 NOW|grave|en_train|cardiaque|la_tout_de_suite", 0.75, 3, (*_PAST, HAPPENED)),
    sign("malaise_doing",
         "fais|fait|faire|encore|gros|vient_de_faire|en_train_de_faire|avoir|sens_un|viens_de_faire ~1 un|gros malaise|"
         "vagal",
         0.7, 3, (*_PAST, HAPPENED, CHRONIC)),
    sign("malaise_now_before", "NOW ~6 malaise|malaises", 0.65, 3, (*_PAST, HAPPENED)),
    sign("dying_now",
         "en_train_de mourir|partir|s_en_aller|nous_quitter|crever|s_etouffer|me_vider",
         0.75, 3, (PAST_CARE, BREATHLESS_IDIOM, HAPPENED)),
    sign("collapsed",
         "effondre|effondree|ecroule|ecroulee|s_ecroule|s_effondre ~6 NOW|d_un_coup|par_terre|sol|devant_moi|bouge|repond",
         0.75, 3, _PAST),
    sign("confused_sudden",
         "SUDDEN ~8 delire|reconnait_plus|sait_plus_ou|confus|confuse|incoherent|incoherente|n_importe_quoi",
         0.65, 3, _PAST),
    sign("vision", "vois|voit|vu ~1 plus_rien|plus|double|noir|trouble ~3 SUDDEN", 0.7, 3, (*_PAST, DOSSIER)),
    sign("headache",
         "mal_de_tete|mal_a_la_tete|maux_de_tete|tete ~5 explose|pire_de_ma_vie|jamais_eu|atroce|foudroyant|"
         "coup_de_tonnerre|insupportable ~8 SUDDEN",
         0.65, 3, (*_PAST, CHRONIC)),
)

_BLOOD = (
    sign("bleeding",
         "saign* ~4 beaucoup|abondamment|partout|enormement|fort|a_flots|arrete_pas|s_arrete_pas|arrete_plus|tete|litres|"
         "trop|enceinte|vraiment|toujours|nez_depuis|sans_arret|continue|gicle|flots",
         0.8, 3, _PAST),
    sign("cannot_stop_blood",
         "arrete|arreter|stoppe|stopper ~2 pas|plus|saignement|sang|hemorragie ~2 de? saigner|couler|sang|saignement|"
         "l_hemorragie|saigne",
         0.8, 3, _PAST),
    sign("hemorrhage",
         "hemorragie*|saignement|saignements ~4 NOW|interne|abondant|abondants|importante|massive|grosse|important|"
         "digestif",
         0.75, 3, (*_PAST, HAPPENED)),
    sign("losing_blood",
         "perd|perds|perdu|pisse|crache|vomis|vomi|vomit|tousse|vide|pissait|urine ~3 de|du|le|son|mon|trop ~2 sang",
         0.8, 3, _PAST),
    sign("losing_blood_now",
         "perds|perd|pisse|crache|vomis|vomit|saigne|saignes ~2 beaucoup|plein|enormement|trop|litres|tout ~1 de? ~1 sang|"
         "depuis|et|la|mon|je",
         0.8, 3, (PAST_CARE,)),
    sign("coughs_blood", "sang ~6 tousse|crache|vomis|vomit|toussant|crachats", 0.7, 3, (PAST_CARE, CHRONIC)),
    sign("blood_everywhere", "sang ~2 partout|arrete_pas|qui_coule|coule|plein|gicle", 0.75, 3, _PAST),
    sign("mare", "mare|bain|flaque|baigne|couvert|couverte|plein|pleine ~1 de|dans_son ~1 sang", 0.75, 3, _PAST),
    sign("pregnant",
         "enceinte|grossesse|mois ~8 saigne|perds_du_sang|perd_du_sang|perds_les_eaux|sens_plus_bouger|bouge_plus|"
         "sent_plus|contractions",
         0.75, 3, (*_PAST,)),
    sign("waters", "perdu|perdre|perds|perd|perte les|des eaux", 0.75, 3, (PAST_CARE, CARE_TRANSPORT)),
    sign("cut_deep",
         "coupe|coupee|coupure|entaille|ouvert|plaie|arrache ~5 profond*|jusqu_a_l_os|doigt_sectionne|enormement|"
         "pisse_le_sang|artere",
         0.7, 3, (*_PAST,)),
)

_OTHER = (
    sign("convulsions", "convuls*", 0.85, 3, (*_PAST, HAPPENED, CHRONIC, NEGATED)),
    sign("has_fits", "a|fait|fais|ai|avoir|encore|est ~1 des|une|en|pleine convuls*", 0.85, 3, (PAST_CARE, CHRONIC)),
    sign("seizure",
         "crise|crises ~1 d_epilepsie|epilepsie|convulsive ~6 NOW|en_train|s_arrete_pas|arrete_pas|par_terre|minutes",
         0.8, 3, (*_PAST, CHRONIC)),
    sign("shaking",
         "tremble|secousses|yeux|bave|mousse|ecume ~5 partout|revulses|blancs|bave|bouche|retournes ~4 revulses|blancs|"
         "yeux|tremble|repond|bouche|bave",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("overdose", "overdose|overdoses|surdose|surdosage", 0.85, 3, (*_PAST, NEGATED, CHRONIC, ADMIN_END)),
    sign("accident_meds",
         "MEDS|dose|doses|cachet ~10 par_accident|par_erreur|sans_faire_expres|pas_expres|trompe*|sans_le_vouloir",
         0.8, 3, (HANDLED, DOSSIER, CARE_TRANSPORT)),
    sign("mistaken_dose",
         "trompe|trompee|trompes|erreur|confondu|melange|double ~4 dose|doses|medicament|medicaments|cachets|insuline|"
         "comprimes|traitement|piqure",
         0.7, 3, (PAST_CARE, DOSSIER, CARE_TRANSPORT), (ACCIDENTAL,)),
    sign("too_many",
         "pris|avale|bu|prise|injecte|fait|donne|mis ~1 trop|le_double|double_dose|deux_fois|dix_fois|trois_fois ~2 de|d|"
         "la|ma|mon ~1 MEDS",
         0.8, 3, (PAST_CARE, CARE_TRANSPORT)),
    sign("child_swallowed",
         "avale|mange|bu|pris|ingere|croque|gobe ~4 MEDS|javel|produit|pile|lessive|detergent|eau_de_javel|champignons|"
         "pastille|aiguille|piece|savon|essence|mort_aux_rats|deboucheur|cannabis|shit|acide|poison|mercure|"
         "alcool_a_bruler",
         0.85, 3, (PAST_CARE,), (CHILD_OR_SLIP,)),
    sign("caustic",
         "avale|bu|ingere|boire ~8 javel|pile_bouton|lessive|detergent|deboucheur|mort_aux_rats|antigel|white_spirit|"
         "acide|soude|poison|desherbant|pesticide|insecticide|produit_vaisselle|produit_menager|produit_d_entretien|"
         "produit_toxique|produit",
         0.8, 3, (PAST_CARE, NEGATED)),
    sign("poisoning",
         "empoisonne|empoisonnee|intoxique|intoxiquee|intoxication ~8 NOW|monoxyde|vomit|gaz|champignons|repond|dort",
         0.7, 3, (*_PAST,)),
    sign("allergy",
         "choc|reaction|oedeme ~1 anaphylactique|allergique|de_quincke ~6 NOW|gonfle|grave|respire|gorge|violente|fort|"
         "forte|en_train",
         0.8, 3, (*_PAST, CHRONIC)),
    sign("allergic_shock", "choc_allergique|choc_anaphylactique|oedeme_de_quincke|choc_septique", 0.75, 3, (*_PAST, HAPPENED, CHRONIC)),
    sign("swelling",
         "gorge|langue|visage|levres|yeux|cou ~4 gonfle*|enfle*|double_de_volume|se_ferme|serre ~8 gonfle*|respire*|piqu*|"
         "guepe|abeille|cacahuete|allergi*|etouffe|avaler|NOW|vite|medicament|parler",
         0.8, 3, (*_PAST, CHRONIC)),
    sign("face_swells",
         "visage|levres|paupieres|tete|cou ~2 gonfle|gonflent|enfle|enflent|double_de_volume",
         0.7, 3, (*_PAST, CHRONIC, CORTISONE)),
    sign("throat_swells", "gorge|langue ~3 gonfle|enfle|se_ferme|gonflee|enflee|gonflent", 0.8, 3, (*_PAST, CHRONIC)),
    sign("sting",
         "piqu*|mange|cacahuete*|arachide*|fruits_de_mer|crevettes|abeille|guepe|frelon ~12 gonfl*|respire*|enfle*|"
         "rouge_partout|malaise|etouffe",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("sugar",
         "hypo|hypoglycemie|glycemie|sucre|diabetique ~8 tremble|sueurs|transpire|repond|tombe|confus|parle_plus|coma|"
         "convulse|connaissance|bizarre|dort",
         0.75, 3, (*_PAST, CHRONIC)),
    sign("call_help",
         "appelez|appeler|appelle|envoyez|envoyer|faut|besoin|venez|vite|urgence|demande ~3 samu|ambulance|pompiers|smur|"
         "secours|helicoptere|urgentiste ~3",
         0.7, 3, (CARE_TRANSPORT, *_PAST)),
    sign("vital", "urgence|pronostic ~1 vitale|vital|absolue", 0.65, 3, (*_PAST, CARE_TRANSPORT)),
    sign("help_dying",
         "au_secours|secours|a_l_aide|aidez_moi ~10 meurt|mourir|respire|bouge|sang|saigne|etouffe|reagit|repond_plus|"
         "tombe|malaise|coeur",
         0.8, 3, (BREATHLESS_IDIOM,)),
    sign("electric", "electrocut*|ebouillant*|brule_vif|noye|noyee|brulee_gravement|brule_gravement ~6 NOW", 0.7, 3, _PAST),
    sign("dying_relative",
         "va|vas|se_meurt|meurt ~1 mourir ~5 vite|samu|ambulance|pompiers|secours|faites|maintenant|respire",
         0.75, 3, (BREATHLESS_IDIOM, PAST_CARE)),
    sign("limp_baby",
         "bebe|nourrisson|nouveau_ne|petit|petite ~6 tout_mou|toute_molle|geint|40_5|41|tache|taches|violet|bleu|"
         "pleure_plus|tete_plus|reagit|purpura|inerte",
         0.75, 3, (PAST_CARE,)),
)
# fmt: on

RULES = (*_CHEST, *_BREATH, *_STROKE, *_DOWN, *_BLOOD, *_OTHER)
