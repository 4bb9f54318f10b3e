"""The ideas from which the danger rules are built, as plain words (see `words`)."""

from __future__ import annotations

from typing import Protocol

from lexicon.codes import DangerKind
from lexicon.danger.pattern import Guard, Rule, template

# One idea per name: alternatives in plain words, « * » for any ending, « _ » between the words of an expression.
CONCEPTS: dict[str, str] = {
    "WANT": (
        "envie_2 veux veut veulent voudrais voudrait aimerais aimerait souhaite voulais voulait desire prefere prefererais "
        "prefererait reve hate_de envie_de espere"
    ),
    "GO": (
        "vais va vont allait veux veut voudrais voudrait pense pensais songe envisage compte pret prete capable essaye essayer "
        "essayait tente tenter menace menacait voulais voulait voulu failli envie_de parle_de parlait_de besoin_de aller decide "
        "pourrais pourrait finirai finir_par prefere prefererais dois doit aurais_du ferais_mieux faut reste_que reste_a que_a "
        "plus_que oblige hesite"
    ),
    "WILL": "vais va veux veut voudrais voudrait pense compte menace pourrais prefere dois envie_de decide pret prete",
    "DIE": "mourir crever mourrir clamser disparaitre etre_mort etre_morte etre_morts",
    "SELF": "me se moi",
    "KILL": (
        "tuer tue buter bute flinguer flingue supprimer supprime zigouiller pendre pend pends noyer noie empoisonner immol* "
        "defenestr* suicider suicide foutre_en_l_air fous_en_l_air fout_en_l_air foutre_en_lair tirer_une_balle tire_une_balle "
        "mettre_une_balle faire_sauter_la exploser_la_tete ouvrir_les_veines ouvre_les_veines tailler_les_veines taillader "
        "trancher_les_veines couper_les_veines coupe_les_veines tirer_dessus"
    ),
    "MEDS": (
        "medicament medicaments cachet cachets comprime comprimes somnifere somniferes pilule pilules gelules antidepresseur "
        "anxiolytique boite boites tablette tablettes plaquette plaquettes insuline morphine doliprane paracetamol xanax "
        "lexomil valium stilnox seresta tramadol antidepresseurs anxiolytiques temesta lysanxia tercian tranxene traitement "
        "flacon neuroleptiques traitements"
    ),
    "PILLS": (
        "medicament medicaments cachet cachets comprime comprimes somnifere somniferes pilule pilules gelules insuline morphine "
        "doliprane paracetamol xanax lexomil valium stilnox seresta tramadol gouttes antidepresseurs anxiolytiques temesta"
    ),
    "ALL": (
        "tous tout toute toutes plein une_boite la_boite boite_de deux_boites trois_boites boites_de plaquette_de "
        "plaquette_entiere surdose trente quarante cinquante vingt poignee tube_de 20 30 40 50 60"
    ),
    "TOOK": (
        "ai_pris a_pris avale avaler viens_de_prendre vient_de_prendre as_pris ai_bu ingere gobe ingurgite me_suis_injecte "
        "se_est_injecte avalais ont_pris me_suis_envoye prise_de"
    ),
    "GONE": (
        "plus_etre_la etre_plus_la sois_plus_la serais_plus_la etais_plus_la etais_pas_la etre_plus_de_ce_monde disparaisse "
        "disparaissais disparaissait disparais m_en_aille m_en_allais meure meurs mourais mourait crevais creve existais_pas "
        "existais_plus exister_plus plus_exister jamais_exister jamais_ne pas_ne parte_pour_de_bon soit_plus_la etait_plus_la "
        "etais_mort etais_morte etait_mort etait_morte"
    ),
    "HEIGHT": (
        "balcon pont fenetre toit rails train trains metro quai falaise etage viaduc parapet septieme cinquieme sixieme dixieme "
        "riviere fleuve vide"
    ),
    "FOREVER": "toujours jamais definitivement pour_de_bon bonne eternellement l_eternite",
    "FAMILY": (
        "enfant enfants fils fille filles famille mari femme mere pere maman papa soeur frere parents proches conjoint compagne "
        "compagnon petits_enfants proche amis"
    ),
    "MINE": "mon ma mes son sa ses notre nos leur leurs votre vos tes ton ta",
    "AGGRESSOR": (
        "mari conjoint compagnon compagne femme copain copine ex ex_mari ex_femme mec fils fille frere pere mere parents "
        "beau_pere beau_frere belle_mere belle_fille gendre concubin epoux epouse fiance neveu voisin voisins colocataire coloc "
        "petit_ami ami oncle tonton belle_famille famille papa maman proprietaire proprio il elle ils aide_a_domicile "
        "auxiliaire aide_soignante aide_soignant homme type"
    ),
    "ME": "me nous moi",
    "HIT": (
        "frappe frappent frapper tape tapent taper bat battent battre cogne cognent cogner gifle giflent gifler tabasse "
        "tabassent tabasser etrangle etrangler etranglent viole violer violent sequestre sequestrer enferme enfermer enferment "
        "secoue secouer brutalise maltraite maltraitent violente mord pince brule griffe roue_de_coups lynche massacre "
        "tire_les_cheveux tire_par_les_cheveux traine_par_terre crache_dessus pousse_contre plaque_contre lance_des pousse_dans "
        "bouscule defonce demolit demonte corrige fouette agresse"
    ),
    "HITTEN": (
        "frappe frappee frapper tape tapee taper battu battue battre cogne cognee gifle giflee tabasse tabassee tabasser "
        "etrangle etranglee viole violee violer sequestre sequestree enferme enfermee secoue brutalise maltraite maltraitee "
        "agresse agressee poignarde poignardee pousse_dans roue_de_coups rouee_de_coups mis_une_gifle mis_des_claques "
        "mis_une_claque mis_un_coup mis_des_coups donne_des_coups donne_un_coup defonce defoncee tire_dessus brule brulee mordu "
        "mordue menacee_de_mort menace_de_mort jete_contre jetee_contre casse_le_nez casse_le_bras casse_une_dent "
        "casse_les_dents casse_les_cotes casse_une_cote casse_deux_cotes casse_trois_cotes casse_la_machoire casse_la_figure "
        "pousse_contre poussee_contre plaque_contre plaquee_contre demoli demolie ebouillante ebouillantee lacere laceree "
        "mutilee griffee battus frappes violente violentee"
    ),
    "KILLS": (
        "tuer tue tuera tuerait tuerai creve crever crevera egorger egorge buter bute butera poignarder planter saigner "
        "descendre bruler defigurer fera_la_peau faire_la_peau ferait_la_peau liquider massacrer etrangler flinguer fumer "
        "enterrer casser_la_gueule"
    ),
    "WEAPON": ("couteau couteaux arme fusil pistolet carabine hache marteau batte barre machette ciseaux flingue revolver essence acide"),
    "CHILD": (
        "enfant enfants fils fille filles bebe bebes petit petite petits petites nourrisson neveu niece petit_fils petite_fille "
        "mineur mineure mineurs jumeaux ado garcon fillette petits_enfants grand_fils aine aines cadette benjamin eleve "
        "nouveau_ne"
    ),
    "NOW": (
        "maintenant la aujourd_hui ce_matin cette_nuit ce_soir tout_de_suite actuellement en_ce_moment a_l_instant "
        "tout_a_l_heure d_un_coup de_un_coup soudain soudainement subitement brusquement tout_a_coup viens_de vient_de "
        "depuis_ce_matin depuis_cette_nuit depuis_une_heure depuis_deux_heures depuis_hier d_un_seul_coup de_un_seul_coup vite "
        "urgence"
    ),
    "SUDDEN": (
        "d_un_coup de_un_coup d_un_seul_coup de_un_seul_coup soudain soudainement subitement brusquement depuis_ce_matin "
        "depuis_cette_nuit depuis_une_heure depuis_deux_heures depuis_tout_a_l_heure maintenant ce_matin cette_nuit "
        "tout_a_l_heure en_ce_moment tout_a_coup d_un_coup_d_un_seul viens_de vient_de depuis_dix_minutes "
        "depuis_un_quart_d_heure depuis_cinq_minutes depuis_midi depuis_peu tout_de_suite d_un_instant_a_l_autre au_reveil "
        "a_l_instant depuis_vingt_minutes depuis_trente_minutes depuis_une_demi_heure depuis_10_minutes depuis_5_minutes "
        "depuis_20_minutes"
    ),
    "BREATHE": "respire respirer respires reprendre_mon_souffle reprendre_son_souffle respirez retrouver_mon_souffle",
    "CHEST": "poitrine thorax thoracique cage_thoracique sternum",
    "PERSON": (
        "je il elle mari femme mere pere maman papa fils fille bebe enfant frere soeur voisin voisine ami amie conjoint "
        "compagnon compagne epoux epouse grand_mere grand_pere mamie papi monsieur dame collegue personne quelqu_un tante oncle "
        "cousine cousin petit petite"
    ),
    "OUTSIDE": (
        "dehors rue voiture trottoir gare pont parking hall cave tente metro abri_bus abribus banc parc squat bois camion "
        "camionnette fourgon garage cage_d_escalier cage_de_escalier porche station aeroport carton cartons jardin_public "
        "belle_etoile laverie local couloir hangar grange cabane square foret plage cimetiere arret_de_bus escalier escaliers "
        "sas vehicule bagnole caisse rer salle_d_attente entree_d_immeuble bus local_poubelle parvis"
    ),
    "SLEEP": (
        "dors dort dormir dormons dorment dormi couche couchons squatte squattons squat passe_la_nuit passe_mes_nuits "
        "passent_la_nuit passe_ses_nuits passer_la_nuit vis vit vivons vivent loge passons_la_nuit passe_les_nuits"
    ),
    "TONIGHT": (
        "ce_soir cette_nuit aujourd_hui maintenant la tout_de_suite demain demain_soir actuellement en_ce_moment ce_week_end "
        "a_partir_de_demain"
    ),
}


class Sign(Protocol):
    """Declares one rule of a kind."""

    def __call__(
        self, code: str, source: str, confidence: float, urgency: int, unless: tuple[Guard, ...] = (), only: tuple[Guard, ...] = ()
    ) -> Rule:
        """The rule; ValueError for a template that cannot be read."""
        ...


def signs_of(kind: DangerKind | None, family: str) -> Sign:
    """The maker of the rules of one kind; it raises ValueError for a template that cannot be read."""

    def sign(code: str, source: str, confidence: float, urgency: int, unless: tuple[Guard, ...] = (), only: tuple[Guard, ...] = ()) -> Rule:
        return Rule(f"{family}.{code}", kind, template(source, CONCEPTS), confidence, urgency, unless, only)

    return sign
