"""Signs of violence now or near: blows, threats, confinement, forced marriage, rape; partners, relatives, carers."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import HIT_IDIOM, I_MYSELF, MONEY_TOUCH, NEGATED, OVER, PAST, SCHOOL, WORKPLACE
from lexicon.danger.guards_violence import (
    BODY_PART,
    CALM_VIOL,
    DOCTOR_ORDERS,
    FEAR,
    HAPPY_WEDDING,
    HOMECOMING,
    IS_AGGRESSOR,
    LIFT,
    MEDICAL_WORDS,
    SADNESS,
    SICKNESS,
    STRESS_SUBJECT,
    TELL_HIM,
    THIEF,
    WORK_QUARREL,
)

sign = signs_of(DangerKind.VIOLENCE, "violence")

# fmt: off

_BLOWS = (
    sign("hits_me", "ME ~1 HIT", 0.9, 2, (I_MYSELF, HIT_IDIOM, STRESS_SUBJECT, NEGATED, BODY_PART), (IS_AGGRESSOR,)),
    sign("hits_on_me",
         "ME ~1 tape|cogne|frappe|tapent|taper|saute|crie|hurle|tombe dessus",
         0.8, 2, (I_MYSELF, STRESS_SUBJECT, WORK_QUARREL), (IS_AGGRESSOR,)),
    sign("hits_on",
         "tape|frappe|cogne|tapent|taper|leve_la_main|levee_la_main|porte_la_main|leve_le_poing ~1 sur ~1 moi|nous|elle|"
         "lui|ma|sa|les_enfants|mon",
         0.85, 2, (PAST, SCHOOL, HIT_IDIOM)),
    sign("hand_raised", "leve*|lever|porte ~1 la ~1 main|mains sur|contre", 0.8, 2, (PAST, OVER, NEGATED)),
    sign("hit_me_past",
         "me_a|me_ont|nous_a|nous_ont|me_avait|me_aurait|nous_avait|ma|mont ~3 HITTEN",
         0.85, 2, (PAST, OVER, HIT_IDIOM, STRESS_SUBJECT, NEGATED)),
    sign("being_hit",
         "fais|fait|suis_fait|est_fait|font|faire ~1 HITTEN",
         0.8, 2, (PAST, OVER, SCHOOL, HIT_IDIOM, WORKPLACE), (IS_AGGRESSOR,)),
    sign("i_am_hit",
         "suis ~2 battue|battu|frappee|frappe|violentee|maltraitee|maltraite|sequestree|sequestre|tabassee|etranglee|"
         "violee|violente",
         0.85, 2, (PAST, OVER, WORK_QUARREL, HIT_IDIOM)),
    sign("other_hit",
         "FAMILY|amie|voisine|cousine|belle_soeur|il|elle|tante ~2 est|etre|fait|etait ~1 battue|frappee|violentee|"
         "maltraitee|sequestree|tabassee|maltraite|battu|frapper|taper|battre|tabasser|cogner",
         0.8, 2, (PAST, OVER, SCHOOL, HIT_IDIOM)),
    sign("hits_other",
         "frappe|frappent|tape|bat|cogne|gifle|tabasse|violente|etrangle|maltraite|brutalise|secoue|sequestre|enferme|"
         "viole ~1 sa|ma|notre|son|leur|la femme|mere|soeur|epouse|compagne|copine|grand_mere|mari|pere|maman|voisine|amie",
         0.85, 2, (PAST, OVER, NEGATED, I_MYSELF)),
    sign("blows",
         "coup|coups de ~1 pied|pieds|poing|poings|ceinture|baton|couteau|tete|marteau|boule|cutter|casserole|balai|batte|"
         "bouteille|fouet|canne",
         0.8, 2, (PAST, OVER, SCHOOL, NEGATED, WORKPLACE)),
    sign("takes_blows",
         "recois|recoit|recu|subis|subit|pris|prends|prend|donne|mis|met|roue|rouee|sous ~2 coups|gifles|claques|baffes|"
         "raclee|raclees|torgnoles|volee|tannee",
         0.75, 2, (PAST, OVER, NEGATED, SCHOOL, HIT_IDIOM)),
    sign("rains_blows", "coups pleuvent|partent|sont|continuent|recommencent|tous_les", 0.8, 2, (PAST,)),
    sign("sends_fists",
         "me|nous ~2 claque|gifle|baffe|beigne|tarte|raclee|baffes|claques|gifles|torgnole|mandale|derouillee|correction",
         0.8, 2, (PAST, OVER, I_MYSELF, BODY_PART), (IS_AGGRESSOR,)),
    sign("hair",
         "me|nous|la ~2 tire|traine|attrape|saisi|pris|prend|attrapee|trainee|tiree ~1 par|les ~1 cheveux|gorge|cou|col",
         0.85, 3, (PAST, OVER, I_MYSELF)),
    sign("throat",
         "serre|serrait|serree|mains|prise|pris|attrapee|attrape ~2 a|autour|la|le|par ~2 gorge|cou",
         0.75, 2, (PAST,), (IS_AGGRESSOR,)),
    sign("conjugal",
         "violence|violences -2 conjugale|conjugales|domestique|domestiques|familiale|familiales|intrafamiliales|"
         "physiques|physique|sexuelles|maison|mari|conjoint|couple",
         0.75, 1, (PAST, OVER, WORKPLACE, NEGATED)),
    sign("victim",
         "victime|victimes|subis|subit|vis|vit ~2 violence|violences|coups|maltraitance|maltraitances|viol|viols|sevices|"
         "inceste|emprise",
         0.8, 1, (PAST, OVER, WORK_QUARREL, NEGATED)),
    sign("violent_person",
         "AGGRESSOR ~4 est|devient|devenu|tres|deviens|redevient ~3 violent|violente|violents|agressif_avec_moi|dangereux",
         0.75, 2, (PAST, OVER, NEGATED, STRESS_SUBJECT, WORK_QUARREL, HIT_IDIOM)),
    sign("violent_with_me",
         "violent|violente|violents|brutal|brutale ~1 avec|envers|contre ~1 moi|nous|elle|les_enfants|lui|sa|ma",
         0.85, 2, (PAST, OVER, NEGATED, WORK_QUARREL)),
    sign("hits_pronoun",
         "mari|conjoint|compagnon|mec|copain|fils|frere|gendre|ex|fiance|concubin -1 la|l frappe|tape|bat|cogne|gifle|"
         "tabasse|etrangle|viole|sequestre|enferme|brutalise|maltraite|violente|menace|demonte|roue_de_coups|massacre",
         0.8, 2, (PAST, OVER, HIT_IDIOM, NEGATED)),
    sign("afraid_drunk_home",
         "peur|ose|veux|peux|pouvoir ~1 pas|plus|de ~1 rentrer|retourner ~6 il|mari|conjoint|ex|fils ~3 ivre|saoul|bu|"
         "violent|tape|frappe|enerve|menace|attend|fou|tuer",
         0.75, 2, (OVER,)),
    sign("hurts_me",
         "AGGRESSOR -2 me|nous ~1 fait|faire|font ~1 du|tres ~1 mal",
         0.65, 2, (PAST, OVER, I_MYSELF, STRESS_SUBJECT, BODY_PART, NEGATED, WORK_QUARREL)),
    sign("scares_me",
         "mari|conjoint|compagnon|copain|ex|mec|fils|frere|pere|gendre|concubin|voisin|beau_pere|fille|neveu|petit_fils|"
         "homme -3 me|nous ~1 fait|font ~2 peur|terrorise|terrifie",
         0.65, 2, (PAST, OVER)),
    sign("terror", "me|nous terrorise|terrorisent|persecute|torture|martyrise", 0.75, 2, (STRESS_SUBJECT, WORK_QUARREL), (IS_AGGRESSOR,)),
    sign("drunk",
         "boit|bu|saoul|soul|ivre|alcool|bourre|drogue ~8 tape|frappe|casse_tout|cogne|violent|me_fait|hurle|menace|"
         "s_en_prend|mechant",
         0.75, 2, (PAST, OVER)),
    sign("breaks_all",
         "AGGRESSOR ~5 casse|casser|defonce|defonce|enfonce|tape_contre|tambourine|jette|lance ~2 tout|porte|objets|"
         "meubles|assiettes|vitre|vaisselle|affaires_par",
         0.65, 2, (PAST, OVER, SCHOOL, WORKPLACE)),
    sign("bruises",
         "bleus|hematomes|ecchymoses|coquard|oeil_au_beurre_noir|cocard|traces_de_coups|marques ~8 mari|conjoint|"
         "compagnon|il_me|coups|frapp*|ex|a_cause_de_lui|maquillage|cacher|cache",
         0.75, 2, (PAST, OVER, SCHOOL)),
    sign("elder_abuse",
         "prive*|laisse|refuse|donne_pas|donne_plus ~3 nourriture|manger|soins|boire|medicaments|chauffage|eau ~4 fils|"
         "fille|gendre|auxiliaire|aide|il|elle|belle_fille",
         0.65, 1, (STRESS_SUBJECT, SCHOOL, WORK_QUARREL)),
    sign("elder_deprived",
         "fils|fille|gendre|belle_fille|neveu|niece|auxiliaire|aide_a_domicile|mari ~3 me|la|le|l ~1 laisse|prive|enferme|"
         "attache ~3 manger|boire|soins|nourriture|medicaments|changer|lit|fauteuil|pisse",
         0.8, 2, (NEGATED,)),
    sign("abuse_word",
         "mere|pere|grand_mere|grand_pere|mamie|papi|tante|maman|papa|voisine|voisin|mari|femme ~4 maltraite|maltraitee|"
         "maltraitance|attachee|attache|frappee|frappe|brutalisee|bouscule|bousculee|battue ~6 ehpad|maison_de_retraite|"
         "aide|auxiliaire|fils|fille|soignante|personnel|mari|etablissement|gendre|infirmiere",
         0.75, 2, (PAST,)),
)

_THREATS = (
    sign("will_kill_me",
         "va|veut|vont|menace|menacent|dit|jure|promis|promet|parle|voulait|voulu|essaye|tente|failli|capable|pret|finira|"
         "finir|veulent|peut|allait|menacait|fini|dis ~5 ME ~1 KILLS",
         0.9, 3, (I_MYSELF, STRESS_SUBJECT, PAST, OVER, NEGATED, WORK_QUARREL)),
    sign("would_kill_me",
         "ME tuera|tuerait|egorgera|crevera|butera|fera_la_peau|ferait_la_peau|plantera|etranglera|defigurera|brulera|"
         "tueront|tuerai|buterait|egorgerait|massacrera|enterrera|retrouvera|retrouverait",
         0.85, 3, (I_MYSELF, STRESS_SUBJECT), (IS_AGGRESSOR,)),
    sign("kills_me_if",
         "si|sinon|quand ~8 il|elle|ils|mari|frere|pere|ex|famille ~2 me|nous tue|tuent|creve|massacre|egorge|defonce|"
         "demonte|frappe|tape",
         0.85, 3, (STRESS_SUBJECT,)),
    sign("kill_other",
         "va|veut|menace|menacent|dit|jure|pret ~4 tuer|egorger|poignarder|buter|etrangler|bruler ~1 ma|sa|mon|les|son|"
         "nos|toute femme|mere|soeur|fille|enfants|famille|maman|fils|compagne|pere|frere",
         0.9, 3, (PAST, OVER, NEGATED)),
    sign("death_threats",
         "menace*|menaces ~2 de ~1 mort|tuer|frapper|bruler|egorger|poignarder|defigurer|viol|taper",
         0.85, 3, (PAST, OVER, NEGATED, WORKPLACE)),
    sign("threatens_me",
         "mari|conjoint|compagnon|copain|ex|mec|fils|frere|pere|gendre|concubin|ex_mari|oncle|famille|neveu|voisin|"
         "beau_pere|fille|femme|compagne -5 me|nous menace|menacent|menacee",
         0.8, 2, (PAST, OVER)),
    sign("weapon",
         "menac*|pointe|sorti|sort|brandi*|agite|mis|pris|attrape|sous_la_gorge|arrive|poursui*|court ~4 avec|un|une|le|"
         "son|sa|d ~1 WEAPON",
         0.85, 3, (PAST, OVER, WORKPLACE, SCHOOL), (IS_AGGRESSOR,)),
    sign("quoted_threat", "je|on ~1 te ~1 KILLS|retrouve|retrouverai|frappe|tape|defonce|demonte", 0.85, 3, (PAST, OVER, SCHOOL)),
    sign("swears_to_find",
         "jure|promis|promet|menace|menacait|veut|va ~2 de? me|nous retrouver|faire_payer|faire_la_misere|"
         "chercher_partout|regler_mon_compte|regler_son_compte",
         0.75, 2, (OVER, WORK_QUARREL)),
    sign("out_of_prison",
         "mari|ex|conjoint|compagnon|copain|pere|frere ~2 sort|sorti|sortir|libere ~2 prison ~10 peur|retrouver|cherche|"
         "menace|tuer|veng*|jure|frapp*",
         0.8, 2),
    sign("breaking_now",
         "tout|la_porte|les_meubles ~1 casser|defoncer|exploser|enfoncer ~8 saoul|soul|peur|ivre|bu|police|secours|"
         "enfants|crie",
         0.7, 3, (PAST, OVER)),
    sign("forced_door",
         "ex|mari|conjoint|il|compagnon|frere|fils|copain -4 force|casse|defonce|enfonce|fracture ~1 ma|la|notre|sa porte",
         0.7, 2, (PAST, OVER, DOCTOR_ORDERS)),
    sign("bones",
         "me_a|ma|me_ont|me_avait ~1 casse|cassee|brise|fracture|fracasse|peter ~3 cote|cotes|nez|bras|dent|dents|"
         "machoire|doigt|doigts|poignet|jambe|cheville|tete|figure|gueule",
         0.85, 2, (PAST, OVER), (IS_AGGRESSOR,)),
    sign("reads_messages",
         "lit|fouille|surveille|regarde|controle ~2 messages|telephone|sms|mails|portable ~12 finir|frapp*|tue|tuer|mal|"
         "peur|effacer|taper|cher",
         0.75, 2, (WORK_QUARREL,)),
    sign("in_secret",
         "en_cachette|en_secret|sans_que_il_sache|sans_qu_il_sache|il_sait_pas|sait_pas_que_je_vous ~12 mari|conjoint|il|"
         "compagnon|ex|peur ~6 frapp*|tue|tuer|peur|messages|violent|taper|finir|cher|rentre",
         0.7, 2, (WORK_QUARREL,)),
    sign("knife_choose",
         "couteau|fusil|arme|pistolet ~4 sur_la_table|sous_l_oreiller|a_la_main|dans_la_main|en_main|dans_sa_poche ~8 dit|"
         "choisis|crie|hurle|menac*|moi|peur",
         0.8, 3, (PAST, OVER, WORKPLACE), (IS_AGGRESSOR,)),
    sign("weapon_threat", "menac* ~3 WEAPON", 0.9, 3, (PAST, OVER)),
    sign("has_weapon",
         "il|mari|conjoint|compagnon|ex|fils|frere|voisin|copain|elle -2 a ~2 un|une|son|des|le ~1 WEAPON",
         0.75, 3, (PAST, OVER, WORKPLACE, SCHOOL)),
    sign("blade_throat", "couteau|lame|cutter|rasoir ~3 sous|sur|contre ~2 gorge|cou|ventre", 0.9, 3, (PAST, OVER)),
    sign("fear_return",
         "peur|trouille|terrifiee|terrorisee|angoissee ~3 que|quand|avant_que ~1 il|elle|mari|conjoint|mon_mari|mon_ex|"
         "mon_fils|mon_pere|mon_frere ~2 rentre|revienne|arrive|me_retrouve|nous_retrouve|recommence|me_frappe|me_tue|"
         "nous_tue|s_en_prenne|debarque|rentrer|revient|me_tape|nous_frappe|frappe|tape",
         0.85, 2, (OVER, WORK_QUARREL, STRESS_SUBJECT)),
    sign("fear_of",
         "peur|terrifiee|terrifie|terrorisee|terrorise|crains ~1 de|par mon|ma|mes|son mari|conjoint|compagnon|copain|ex|"
         "ex_mari|fils|frere|pere|freres|parents|gendre|femme|beau_pere|oncle|voisin|famille|compagne",
         0.75, 2, (PAST, OVER)),
    sign("fear_him", "peur de lui", 0.65, 2, (PAST, OVER, TELL_HIM)),
    sign("fear_going_home",
         "peur|veux_pas|peux_pas|peux_plus|ose_pas|ose_plus ~1 de? rentrer|retourner ~2 chez_moi|maison|chez_nous|"
         "chez_lui|domicile ~6 mari|conjoint|compagnon|pere|frere|fils|il|parents|ex|violent",
         0.75, 2, (OVER, HOMECOMING)),
    sign("fear_life", "peur|crains ~1 pour ma|notre|leur vie|peau", 0.65, 2, (SICKNESS,)),
    sign("in_danger",
         "suis|sommes|est|sens|sentons ~2 en_danger|danger_de_mort|menacee_de_mort|menace_de_mort",
         0.7, 2, (SICKNESS, NEGATED, PAST)),
    sign("stalking",
         "ex|ex_mari|ex_copain|ex_conjoint|ex_compagnon|mari|frere|freres ~4 harcele|harcelle|suit|attend|guette|rode|"
         "traque|espionne|poursuit|cherche_partout|recherche|me_cherche|retrouvee|retrouve|surveille|devant_ma_porte|"
         "devant_chez_moi|en_bas_de_chez_moi|suivie",
         0.7, 2, (PAST, OVER, WORK_QUARREL)),
    sign("looks_for_us",
         "cache|cachee|caches|fui|enfuie|enfui|sauvee|echappee|parti_en_courant|partie_en_courant|barricadee|barricade "
         "~10 me_cherche|nous_cherche|violent|mari|coups|frapp*|il_va_me|me_retrouve|conjoint|ex|compagnon|tap*|tuer|pere|"
         "freres",
         0.8, 2, (PAST, OVER, WORKPLACE)),
    sign("hiding_now",
         "enferme|enfermee|cache|cachee|refugie|refugiee|suis|barricadee ~4 dans ~2 toilettes|salle_de_bain|"
         "salle_de_bains|placard|chambre|cave|voiture ~8 il|mari|conjoint|frappe|tape|crie|hurle|porte|couteau|peur",
         0.8, 3, (PAST,)),
    sign("cannot_talk",
         "peux|peut|puis|ose ~1 pas ~1 parler|telephoner|appeler|fort|rester_longtemps ~8 il_est|il_ecoute|il_me|mari|"
         "conjoint|a_cote|dans_la_piece|pas_loin|il_va|il_rentre|il_revient",
         0.75, 2, (STRESS_SUBJECT,)),
    sign("he_must_not",
         "si il|si_mon_mari|quand_il|si_mon_ex|si_mon_conjoint|si_mes_freres|si_mon_pere ~2 apprend|sait|decouvre|voit|"
         "trouve|tombe|rentre|entend ~10 frappe|tue|tape|mort|morte|massacre|taper|frapper|tuer|tuera|peau|cher",
         0.8, 3, (STRESS_SUBJECT,)),
    sign("police_now",
         "appelez|appeler|appelle|venez|envoyez ~2 police|gendarmes|flics|gendarmerie|vite|secours|au_secours|m_aider ~8 "
         "mari|il|conjoint|ex|frappe|tape|couteau|porte|fils|voisin|tuer|menace",
         0.75, 3, (PAST, MEDICAL_WORDS)),
    sign("knocks_door",
         "il|ex|ex_mari ~3 tape|tambourine|frappe|cogne|donne_des_coups|essaye_de_rentrer|force|defonce ~3 porte",
         0.7, 3, (PAST, OVER), (FEAR,)),
)

_HELD = (
    sign("confined",
         "AGGRESSOR -4 me|m|nous ~1 enferme|enferment|sequestre|attache|enfermait_encore|enfermee|ligote|cloitre|retient",
         0.85, 2, (PAST, OVER, I_MYSELF, STRESS_SUBJECT, DOCTOR_ORDERS, LIFT)),
    sign("locked_up",
         "suis|tient|garde|retenue|retenu|suis_retenue ~2 enfermee|sequestree|enferme_a_cle|prisonniere|sequestre|"
         "retenue_de_force|attachee|captive|retenue_contre",
         0.75, 2, (PAST, OVER, DOCTOR_ORDERS, LIFT, SADNESS)),
    sign("cannot_go_out",
         "AGGRESSOR -3 ME? ~1 interdit|empeche|laisse_pas|laisse_plus|veut_pas_que|veut_plus_que|defend|autorise_pas ~2 "
         "de? ~1 sortir|sorte|telephoner|voir|parler|travailler|voie|travaille|appeler|appelle|me_soigner|consulter|partir",
         0.75, 1, (PAST, OVER, DOCTOR_ORDERS, SADNESS, WORK_QUARREL, STRESS_SUBJECT)),
    sign("took_papers",
         "AGGRESSOR -3 ME ~2 confisque|pris|prend|cache|garde|vole ~3 passeport|papiers|telephone|cles|carte_bancaire|"
         "carte_bleue|carte_d_identite|carte_de_identite|portable",
         0.75, 1, (PAST, OVER, THIEF)),
    sign("controls",
         "AGGRESSOR -3 ME? ~1 controle|surveille|espionne|fouille|flique ~3 tout|telephone|sorties|messages|depenses|"
         "argent|gestes|faits",
         0.6, 1, (PAST, OVER, WORK_QUARREL, DOCTOR_ORDERS)),
    sign("forced_marriage",
         "mariage|mariages|marier|mariee|marie|marient|epouser|epouse_de_force ~4 force|forcee|forcer|de_force|"
         "contre_mon_gre|contre_sa_volonte|contre_ma_volonte|contre_son_gre|que_je_veux_pas|que_je_connais_pas|obligee|"
         "inconnu|au_pays|oblige",
         0.85, 2, (PAST, OVER, WORKPLACE)),
    sign("want_to_marry_me",
         "veut|veulent|vont|va|oblige|obligent|force|forcent ~2 me|m|la|ma_soeur|ma_fille|ma_cousine ~3 marier|me_marier|"
         "se_marier|epouser|marie",
         0.8, 2, (I_MYSELF, HAPPY_WEDDING)),
    sign("sent_away_to_marry",
         "envoyer|ramener|renvoyer|emmener|passeport|pays|bled ~10 marier|mariage|mari",
         0.75, 2, (HAPPY_WEDDING, PAST)),
    sign("want_me_to_marry",
         "veut|veulent|oblige|obligent|force|forcent|exigent|exige ~3 que|a|d ~1 je|me|elle|epouser ~2 marie|marier|"
         "epouse|epouser",
         0.75, 2, (HAPPY_WEDDING,)),
    sign("excision", "excis*|couper_le_clitoris|mutilation_sexuelle|mutilations_sexuelles|crime_d_honneur", 0.75, 2, (PAST, WORKPLACE)),
    sign("rape", "viole|violee|viol|viols|violer|violait|violent_a_plusieurs ~8", 0.85, 2, (PAST, OVER, CALM_VIOL, WORKPLACE, NEGATED)),
    sign("forced_sex",
         "force|forcee|oblige|obligee|forcer|obliger|forces|contrainte ~4 coucher|rapports|sexuel*|relations|rapport|"
         "faire_l_amour|lit|devoir_conjugal|prostituer|prostitution|trottoir|tapin",
         0.85, 2, (PAST, OVER)),
    sign("sexual_assault",
         "agression|agressions|agressee|agresse|attouchement|attouchements|abus|abusee|abuse|harcelement ~1 sexuel|"
         "sexuelle|sexuelles|sexuellement|sexuels|de_moi",
         0.75, 2, (PAST, OVER, WORKPLACE)),
    sign("touches_me",
         "me|m touche|tripote|pelote|caresse ~5 contre|sans_que|de_force|partout|sexe|seins|fesses|la_nuit|veux_pas|intime",
         0.75, 2, (STRESS_SUBJECT, MONEY_TOUCH)),
)
# fmt: on

RULES = (*_BLOWS, *_THREATS, *_HELD)
