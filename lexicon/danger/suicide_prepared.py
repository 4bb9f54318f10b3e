"""Suicide prepared or under way: medicines, weapons, gas."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import NEGATED, PAST
from lexicon.danger.guards_suicide import ADMIN_NEAR, CHILD_ACCIDENT, DRY_LEAVING, GAS_BILL, PRESCRIBED

sign = signs_of(DangerKind.SUICIDE, "suicide")

# fmt: off

RULES = (
    sign("took_all", "TOOK -3 ALL ~3 MEDS", 0.9, 3, (PAST, PRESCRIBED, CHILD_ACCIDENT)),
    sign("took_whole_box",
         "avale|avaler|pris|prendre|gober|gobe|bu|descendre -2 boite|boites|tube|plaquette|plaquettes|flacon|poignee|"
         "toutes_les_boites|tous_les_cachets|toute_la_boite ~2 entier*|de|complete|d ~2",
         0.75, 3, (PAST, PRESCRIBED, CHILD_ACCIDENT)),
    sign("will_take_all",
         "GO ~2 avaler|prendre|gober|ingurgiter|bouffer|m_enfiler|me_enfiler -2 ALL ~3 MEDS",
         0.85, 3, (NEGATED, PRESCRIBED)),
    sign("swallow_all", "avale|avaler|avalerai|gober|engloutir -1 ALL ~4 MEDS", 0.9, 3, (PAST, NEGATED, PRESCRIBED, CHILD_ACCIDENT)),
    sign("mix",
         "melange|melanger|avec ~2 MEDS ~2 alcool|vodka|whisky|vin|biere|rhum ~6 dormir|en_finir|oublier|mourir|pour",
         0.75, 3, (PAST, PRESCRIBED)),
    sign("stock",
         "garde|gardes|garder|stock|stocke|stockes|accumule|cote|reserve|cache|caches|economise|collectionne|entasse|"
         "planque|conserve|amasse ~6 PILLS",
         0.6, 2, (PRESCRIBED, NEGATED), ()),
    sign("stock_purpose",
         "MEDS ~6 expres|au_cas_ou|pour_le_jour|quand_ce_sera|de_cote|en_reserve|pour_en_finir|pour_partir|si_jamais|"
         "suffi*|le_moment_venu|sous_la_main|pour_dormir_definitivement|pour_mourir",
         0.75, 2, (PRESCRIBED, NEGATED)),
    sign("enough_to",
         "assez|suffisamment|de_quoi|ce_que_il_faut|stock ~5 en_finir|mourir|partir|plus_me_reveiller|plus_souffrir|"
         "dormir_pour|me_tuer|me_endormir|tout_arreter|disparaitre|plus_jamais",
         0.8, 2, (DRY_LEAVING, ADMIN_NEAR)),
    sign("how_many",
         "combien|quelle_dose|quelle_quantite|dose_mortelle|dose_letale|mortel|mortelle|methode|sans_douleur|"
         "sans_souffrir ~9 mourir|en_finir|plus_se_reveiller|plus_me_reveiller|MEDS|tuer|partir",
         0.75, 2, (PRESCRIBED,)),
    sign("lethal_dose", "dose|quantite mortelle|letale|fatale", 0.85, 2),
    sign("planned",
         "tout|deja ~2 prevu|prepare|planifie|organise|pret ~3 pour? ~2 partir|en_finir|mon_depart|ma_mort|me_tuer|"
         "le_grand_depart|ma_fin|mourir",
         0.85, 2, (ADMIN_NEAR, DRY_LEAVING)),
    sign("gun",
         "fusil|pistolet|carabine|arme|revolver|corde|lame|rasoir|cutter ~5 main|charge|chargee|tempe|bouche|devant_moi|"
         "a_cote_de_moi|sur_la_table|sorti|pret|prete|enferme|chambre|cave|grenier",
         0.75, 3, (), ()),
    sign("gun_tears",
         "fusil|pistolet|carabine|arme|revolver ~10 pleure|desespere|parle_plus|seul|garage|adieu|lui_meme|suicid*",
         0.9, 3, (PAST,)),
    sign("counts",
         "compte|comptes|compter|regarde|regarder|fixe ~3 MEDS ~12 assez|suffit|combien|me_demande|tentation|tente|envie|"
         "dis|en_finir",
         0.75, 2, (PRESCRIBED,)),
    sign("locked_in", "enferme|enfermee|barricade|barricadee ~6 avec ~3 MEDS", 0.9, 3),
    sign("locked_blade", "enferme|enfermee ~6 avec ~3 couteau|lame|rasoir|fusil|corde|cutter|ciseaux", 0.9, 3),
    sign("gas", "ouvert|ouvre|ouvrir|tourne ~2 gaz", 0.75, 3, (ADMIN_NEAR, GAS_BILL)),
)
# fmt: on
