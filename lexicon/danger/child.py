"""Signs of a minor in danger: beaten, abused, neglected, alone, without food."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import HIT_IDIOM, I_MYSELF, MONEY_TOUCH, NEGATED, OVER, PAST, SCHOOL, WORKPLACE
from lexicon.danger.guards_child import (
    ADULT_CHILD,
    BENEFITS,
    CHILD_HITS_ME,
    CHILD_NEAR,
    CHILD_RUN,
    DECEASED,
    FALLS,
    HEALTHY_ALONE,
    I_CARE,
    LIVING_ALONE,
    MYSELF_LOCKED,
    NEGLECT,
    NOISE,
    PICKY,
)

sign = signs_of(DangerKind.ENFANT, "enfant")
_CALM = (PAST, OVER, WORKPLACE)
_HITS = (
    "frappe|frappent|tape|tapent|bat|battent|cogne|gifle|tabasse|secoue|maltraite|maltraitent|brutalise|violente|brule|enferme|attache|mord|fouette|corrige|"
    "etrangle|martyrise|terrorise|prive|punit|pince|viole|abuse|touche|frapper|taper|battre|secouer|gifler|bousculer|lance|jette|agresse"
)

# fmt: off

RULES = (
    sign("hits_child", f"{_HITS} -3 CHILD", 0.85, 2, (*_CALM, SCHOOL, HIT_IDIOM, NEGATED, ADULT_CHILD, MONEY_TOUCH)),
    sign("hits_child_pronoun",
         f"les|le|la|l|lui ~1 {_HITS}|tape_dessus|crie_dessus|fait_du_mal|fait_mal_expres|donne_des_coups",
         0.75, 2, (*_CALM, SCHOOL, HIT_IDIOM, I_MYSELF, NEGATED, ADULT_CHILD), (CHILD_NEAR,)),
    sign("hits_on_child",
         "tape|frappe|crie|cogne|hurle|coups|main|ceinture|baton|gifles|claques|leve_la_main ~1 dessus|sur|contre|a ~1 "
         "les|la|le|mon|ma|mes|ses|son|sa|des|nos CHILD",
         0.85, 2, (*_CALM, SCHOOL, HIT_IDIOM, NEGATED)),
    sign("child_beaten",
         "CHILD -6 battu|battue|battus|battues|frappe|frappee|frappes|maltraite|maltraitee|maltraites|martyrise|viole|"
         "violee|violes|abuse|abusee|tabasse|secoue|brule|sequestre|enferme|enfermee|attache|tape|tapee|attouche|gifle",
         0.87, 2, (*_CALM, SCHOOL, HIT_IDIOM, NEGATED, ADULT_CHILD, CHILD_HITS_ME)),
    sign("child_gets_hit",
         "CHILD ~3 se_fait|se_font|fait ~1 frapper|taper|battre|cogner|violer|toucher|tripoter|maltraiter|tabasser|gifler",
         0.8, 2, (*_CALM, SCHOOL, ADULT_CHILD)),
    sign("child_by_adult",
         "CHILD ~8 pere|beau_pere|mere|belle_mere|papa|oncle|grand_pere|nounou|assistante_maternelle|voisin|compagnon|"
         "parrain|cousin|moniteur|entraineur|ex|mari|conjoint ~3 touche|frappe|tape|bat|battu|frappee|viole|violee|"
         "fait_des_choses|tripote|abuse|abusee|caresse|maltraite|bois|secoue|attouche",
         0.8, 2, (*_CALM, NEGATED, MONEY_TOUCH, ADULT_CHILD, HIT_IDIOM, CHILD_HITS_ME)),
    sign("marks",
         "CHILD ~8 bleus|hematomes|traces|marques|brulures|griffures|coups ~5 dos|corps|bras|jambes|partout|visage|fesses|"
         "cuisses|ceinture|cou|mollets|coups",
         0.75, 2, (*_CALM, SCHOOL, FALLS)),
    sign("marks_first",
         "bleus|hematomes|traces_de_coups|marques_de_coups|brulures_de_cigarette|traces|marques ~4 sur|au|aux|a_la|dans "
         "~2 CHILD|dos|corps|visage|bras|cuisses|jambes|fesses|cou",
         0.7, 2, (*_CALM, SCHOOL, FALLS), (CHILD_NEAR,)),
    sign("abuse",
         "abus|abuse|abuses|abusee|attouchement|attouchements|inceste|pedophil*|pedocriminel*|viole|violee|violer|viol|"
         "agression|agressee|agressions|agresse|attouche ~3 sexuel*|CHILD|sur|de|mineur|mineure ~3 CHILD|mineur|mineure|"
         "mon|ma",
         0.92, 2, (*_CALM,), (CHILD_NEAR,)),
    sign("incest", "inceste|incestueux|pedophile|pedocriminel", 0.8, 2, (*_CALM,)),
    sign("touching",
         "attouchements|attouchement|touche|touchee|caresse|caresser|toucher|tripote ~5 sexe|zizi|zezette|culotte|"
         "parties_intimes|intimite|fesses|nue|nu|foufoune|partie_intime|partout|bizarre|la_nuit|kiki",
         0.85, 2, (*_CALM, WORKPLACE), (CHILD_NEAR,)),
    sign("says_touched",
         "CHILD ~6 dit|raconte|avoue|explique|m_a_dit ~8 touche|touchee|toucher|embrasse|caresse|fait_des_choses|"
         "deshabille|zizi|culotte|mal_en_bas|secret",
         0.8, 2, (*_CALM, MONEY_TOUCH)),
    sign("touches_child",
         "touche|tripote|caresse|embrasse|abuse|filme|photographie|deshabille|lave ~2 CHILD ~5 nu|nue|nus|sexe|la_nuit|"
         "dans_son_lit|culotte|intime*|sexuel*|bizarrement|zizi|bain",
         0.8, 2, (*_CALM, MONEY_TOUCH)),
    sign("fear_for_child",
         "peur|crains|inquiete ~3 pour ~3 CHILD|les|lui|eux ~8 frappe|tape|bat|viole*|touche|violent|coups|drogue|boit|"
         "danger|alcool*|abuse|secoue|pere|compagnon|conjoint",
         0.7, 2, (*_CALM, SCHOOL)),
    sign("blows_to_child",
         "donne|donnent|met|mets|mis|donner|mettre|flanque|foutu ~3 coups|coup|gifles|gifle|claques|fessees|baffes|raclee|"
         "trempe ~5 aux|a|au|sur ~2 CHILD",
         0.87, 2, (*_CALM, SCHOOL, NEGATED)),
    sign("blows_to_pronoun",
         "lui|leur|les ~2 mis|mets|met|donne|donnes|roue ~1 des|de|une|un coups|coup|gifles|claques|raclee|gifle|fessees|"
         "trempe",
         0.82, 2, (*_CALM, SCHOOL, ADULT_CHILD), (CHILD_NEAR,)),
    sign("left_without",
         "CHILD ~4 laisse|laissee|laisses|laissees|abandonne|abandonnee|abandonnes ~3 seul|seule|seuls|sans|lait|manger|"
         "nuit|dehors|voiture",
         0.8, 2, (*_CALM, SCHOOL, HEALTHY_ALONE, ADULT_CHILD)),
    sign("tells_touch",
         "CHILD >> dit|raconte|avoue|confie ~4 touche|touchee|touchait|viole|violee|caresse|tripote",
         0.85, 2, (*_CALM, MONEY_TOUCH, ADULT_CHILD)),
    sign("child_danger", "CHILD -5 en_danger|danger|maltraitance|mis_en_danger|en_peril", 0.75, 2, (*_CALM, NEGATED, ADULT_CHILD)),
    sign("danger_child",
         "danger|maltraitance|negligence|negligences|maltraitances|sevices|mauvais_traitements ~5 sur|pour|d|de|des|"
         "envers|chez|avec ~3 CHILD|mineur|mineurs",
         0.75, 2, (*_CALM, NEGATED)),
    sign("alone",
         "CHILD -5 seul|seule|seuls|seules|livre_a_lui_meme|livres_a_eux_memes|abandonne|abandonnes|abandonnee ~8 maison|"
         "nuit|appartement|manger|rue|jours|voiture|jour|soir|semaine|chez|dehors|weekend|week_end|toute_la_journee|"
         "heures|bebe|enferme|enfermes|journee",
         0.75, 2, (*_CALM, SCHOOL, ADULT_CHILD, HEALTHY_ALONE)),
    sign("left_alone",
         "laisse|laisses|laissee|laissent|laisser|abandonne|abandonnes|abandonnent|enferme|enferment|restent|reste|sont|"
         "est ~3 CHILD ~5 seul|seule|seuls|seules|sans_manger|sans_surveillance|sans_rien|dehors|toute_la_nuit|livre|"
         "livres|voiture|enfermes|enferme",
         0.75, 2, (*_CALM, SCHOOL, ADULT_CHILD, HEALTHY_ALONE)),
    sign("left_them_alone",
         "les|la|le|l ~1 laisse|laissent|abandonne|abandonnent|enferme|enferment ~3 seul|seule|seuls|seules|sans_manger|"
         "dehors|dans_le_noir|dans_la_cave|dans_le_placard|toute_la_nuit|dans_sa_chambre",
         0.7, 2, (*_CALM, SCHOOL, ADULT_CHILD, HEALTHY_ALONE), (CHILD_NEAR,)),
    sign("alone_age",
         "seul|seule|seuls|seules ~3 a|de|avec ~2 un|deux|trois|quatre|cinq|six|sept|huit|neuf|2|3|4|5|6|7|8|9|dix|10|18 "
         "~1 ans|mois",
         0.6, 2, (*_CALM, SCHOOL, HEALTHY_ALONE, LIVING_ALONE), (NEGLECT,)),
    sign("bins", "mange|mangent|fouille|fouillent|vole|volent ~3 poubelles|poubelle|nourriture", 0.7, 2, (*_CALM,), (CHILD_NEAR,)),
    sign("fears_parent",
         "CHILD ~6 peur|terrorise|terrorisee|terrifie|terrifiee|pleure|veut_pas|veut_plus|refuse ~2 de|d ~1 rentrer|"
         "retourner|aller|voir|son|sa ~3 pere|mere|papa|maman|beau_pere|nounou|grand_pere|oncle|compagnon ~8 bleus|tape|"
         "frapp*|coups|touche|bat|violent|mal|marques|crie|boit",
         0.8, 2, _CALM),
    sign("goes_for_them",
         "prend|prennent|defoule|acharne|venge ~1 aux|a|au|sur|contre ~1 les|mes|mon|ma|nos|ses|notre CHILD",
         0.75, 2, (*_CALM, SCHOOL)),
    sign("pregnant_by", "enceinte ~1 de|par ~1 son|mon|leur pere|oncle|beau_pere|frere|grand_pere|cousin", 0.85, 2, (PAST,)),
    sign("comes_at_night",
         "pere|beau_pere|oncle|frere|cousin|grand_pere|voisin|il|parrain|compagnon ~3 vient|vien|rentre|entre|venait ~2 "
         "dans|a ~1 ma|sa|leur|mon|son chambre|lit ~5 nuit|nuits|soir",
         0.75, 2, (PAST, HEALTHY_ALONE)),
    sign("filthy",
         "crasse|excrements|souille|souilles|pas_change|pas_changes|poux|couche_pleine|insalubre ~10 enfant|enfants|bebe|"
         "petit|petite|deux_ans|trois_ans|an",
         0.6, 1, (*_CALM, ADULT_CHILD), (NEGLECT,)),
    sign("hungry",
         "CHILD -6 mange|manges|mangent|nourri|nourris|nourrie|rien_a_manger|a_manger|faim|sans_manger|affame|affames|"
         "maigre|repas|biberon|lait ~1 pas|plus|depuis|rien|jamais ~3",
         0.7, 2, (*_CALM, SCHOOL, PICKY, ADULT_CHILD)),
    sign("nothing_to_eat",
         "rien|plus|pas ~3 manger|nourriture|lait|nourrir|biberons|couches ~5 CHILD|mes|les",
         0.65, 2, (*_CALM, PICKY, ADULT_CHILD), (CHILD_NEAR,)),
    sign("not_fed",
         "nourrit|nourrissent|donne|donnent|change|changent|lave|lavent|soigne|soignent|occupe|occupent ~1 pas|plus|"
         "jamais ~5 CHILD",
         0.75, 2, (*_CALM, SCHOOL, BENEFITS, I_CARE)),
    sign("has_eaten_nothing",
         "CHILD ~3 a|ont ~1 pas|rien ~1 mange|manger|bu ~6 depuis|hier|jours|deux|trois|aujourd_hui|matin",
         0.75, 2, (*_CALM, PICKY)),
    sign("i_will_hurt",
         "peur|envie|vais|pourrais|failli|capable|sens ~4 faire_du_mal|faire_mal|secouer|taper|frapper|etouffer|etrangler|"
         "jeter|lui_faire_du_mal|tuer|leur_faire_du_mal|balancer|noyer ~2 a|au|mon|ma|mes|le|la|les ~2 CHILD",
         0.9, 3, (PAST, SCHOOL)),
    sign("i_hurt", "je|ai ~2 secoue|tape|frappe|gifle|cogne|jete|etouffe ~3 CHILD", 0.75, 2, (PAST, SCHOOL, NEGATED, ADULT_CHILD)),
    sign("will_hurt_them",
         "vais|peur_de|envie_de|peux_plus|failli|pourrais ~3 lui|leur|les|le|la ~1 jeter|faire_du_mal|faire_mal|taper|"
         "frapper|secouer|etouffer|etrangler|jeter_par|tuer",
         0.8, 3, (PAST,), (CHILD_NEAR,)),
    sign("locked",
         "enferme|enfermee|enfermes|attache|attachee|attaches|cloitre|sequestre|sequestree ~3 dans|a|au|sur ~2 cave|"
         "placard|chambre|salle_de_bain|noir|radiateur|garage|lit|cagibi|balcon|chaise|cle ~4",
         0.7, 2, (*_CALM, MYSELF_LOCKED), (CHILD_NEAR,)),
    sign("runaway",
         "fugue|fugues|disparu|disparue|enfui|enfuie|kidnappe|enleve|enlevee|parti|partie ~6 depuis|nouvelles|rentre|"
         "rentree|trouve|nuit ~6",
         0.65, 2, (*_CALM, DECEASED, ADULT_CHILD), (CHILD_RUN,)),
    sign("drugs",
         "mere|pere|parents|papa|maman|beau_pere|compagnon ~4 boit|boivent|drogue|droguent|ivre|alcoolique|defonces|"
         "defonce|saoul ~10 CHILD|bebe",
         0.6, 2, (*_CALM, ADULT_CHILD, SCHOOL), (NEGLECT,)),
    sign("prostitution", "prostitu*|michetonnage|proxenete|passes ~4", 0.75, 2, (*_CALM,), (CHILD_NEAR,)),
    sign("neighbour_child",
         "voisins|voisin|voisine|a_cote|dessus|etage|immeuble ~8 CHILD ~5 hurle|hurlent|crie|crient|pleure|pleurent|coups|"
         "battu|frappe|cris|seul|seuls",
         0.7, 2, (*_CALM, NOISE)),
    sign("heard_through_wall",
         "CHILD|petite_d_a_cote ~10 pleure|pleurent|crie|crient|hurle|hurlent|supplie ~8 coups|frapp*|tap*|bat|"
         "arrete_papa|arrete_maman",
         0.75, 2, (*_CALM, SCHOOL, NOISE)),
    sign("minor_speaks",
         "ai|je_ai ~1 onze|douze|treize|quatorze|quinze|seize|dix_sept|11|12|13|14|15|16|17 ans ~10 frappe|tape|bat|battu|"
         "viole|touche|peur|coups|enferme|mal|menace|fugue|dehors|seul|seule|manger|beau_pere",
         0.95, 2, (PAST, SCHOOL)),
    sign("parent_hits_me",
         "pere|mere|papa|maman|beau_pere|belle_mere|parents ~2 me ~1 frappe|tape|bat|frappent|tapent|battent|touche|"
         "enferme|fait_du_mal|viole|gifle ~8 ecole|college|lycee|ans|classe|devoirs|notes|mineur|mineure",
         0.85, 2, (PAST,)),
)
# fmt: on
