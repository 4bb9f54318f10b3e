"""The plainest signs of danger in the languages that people here fall back on."""

from __future__ import annotations

from lexicon.codes import DangerKind
from lexicon.danger.concepts import signs_of
from lexicon.danger.guards import NEGATED_ABROAD

_suicide = signs_of(DangerKind.SUICIDE, "suicide.abroad")
_violence = signs_of(DangerKind.VIOLENCE, "violence.abroad")
_medical = signs_of(DangerKind.MEDICAL, "medical.abroad")
_shelter = signs_of(DangerKind.SANS_ABRI, "sans_abri.abroad")
_child = signs_of(DangerKind.ENFANT, "enfant.abroad")
_NO = (NEGATED_ABROAD,)

# fmt: off

RULES = (
    _suicide("en",
         "kill_myself|killing_myself|end_my_life|ending_my_life|want_to_die|wanna_die|wants_to_die|kill_himself|"
         "kill_herself|commit_suicide|better_off_dead|want_to_be_dead|not_want_to_live|dont_want_to_live|"
         "don_te_want_to_live|hang_myself|want_to_live_anymore",
         0.9, 2, _NO),
    _suicide("es",
         "quiero_morir|quiero_morirme|matarme|suicidarme|quitarme_la_vida|ganas_de_vivir|quiero_vivir_mas|quiere_matarse|"
         "quiere_morir",
         0.9, 2),
    _suicide("pt", "quero_morrer|me_matar|matar_me|suicidar_me|acabar_com_a_minha_vida|tirar_a_minha_vida", 0.9, 2),
    _suicide("it", "voglio_morire|uccidermi|ammazzarmi|suicidarmi|togliermi_la_vita|farla_finita", 0.9, 2),
    _suicide("de", "will_sterben|mich_umbringen|selbstmord|mir_das_leben_nehmen|will_nicht_mehr_leben", 0.9, 2),
    _suicide("ar",
         "bghit_nmout|bghit_nmot|bghit_nmut|baghi_nmout|nebghi_nmout|nheb_nmout|nhab_nmout|rani_hab_nmout|hab_nmout|"
         "habba_nmout|bghit_ntih|nktel_rassi|nqtel_rouhi|nktl_rasi|nektel_rouhi|اريد_ان_اموت|بدي_اموت|اريد_الموت|نقتل_راسي",
         0.85, 2),
    _suicide("others",
         "kendimi_oldurmek|olmek_istiyorum|vreau_sa_mor|sa_ma_omor|хочу_умереть|покончить_с_собои|хочу_вмерти|chce_umrzec|"
         "zabic_sie",
         0.85, 2),
    _violence("en",
         "beats_me|beat_me|beating_me|hits_me|hit_me|hitting_me|wants_to_kill_me|going_to_kill_me|will_kill_me|"
         "threatens_me|locks_me|locked_me|raped_me|raped|is_violent|hurts_me|afraid_of_my_husband|scared_of_my_husband|"
         "abuses_me",
         0.9, 2, _NO),
    _violence("es", "me_pega|me_golpea|quiere_matarme|va_a_matarme|me_va_a_matar|me_maltrata|me_violo|me_amenaza", 0.9, 2),
    _violence("pt", "me_bate|bate_me|bate_em_mim|quer_me_matar|vai_me_matar|me_ameaca|me_violou", 0.9, 2),
    _violence("it", "mi_picchia|mi_vuole_uccidere|vuole_uccidermi|mi_minaccia|mi_ha_violentata|mi_mena", 0.9, 2),
    _violence("de", "schlagt_mich|schlaegt_mich|will_mich_umbringen|bedroht_mich", 0.9, 2),
    _violence("ar",
         "kaydrebni|kaydarbni|kidrebni|yedrabni|yedrebni|yodrobni|idrebni|ydrebni|bgha_yktelni|hab_yqtelni|yktelni|يضربني|"
         "زوجي_يضربني|يقتلني",
         0.85, 2),
    _medical("en",
         "cant_breathe|can_te_breathe|cannot_breathe|not_breathing|chest_pain|heart_attack|having_a_stroke|unconscious|"
         "bleeding_a_lot|call_an_ambulance|call_ambulance",
         0.85, 3, _NO),
    _medical("es", "puedo_respirar|respira_no|no_respira|dolor_en_el_pecho|dolor_de_pecho|infarto|inconsciente", 0.85, 3),
    _medical("pt_it", "consigo_respirar|dor_no_peito|riesco_a_respirare|non_respira|dolore_al_petto|nao_respira", 0.85, 3),
    _shelter("en",
         "sleeping_outside|sleep_outside|sleeping_rough|sleep_in_my_car|sleeping_in_my_car|sleep_in_the_street|"
         "on_the_street|on_the_streets|homeless|nowhere_to_sleep|nowhere_to_go|no_place_to_sleep|no_roof|"
         "place_to_sleep_tonight",
         0.85, 2, _NO),
    _shelter("es_pt_it",
         "duermo_en_la_calle|duermo_en_el_coche|donde_dormir|onde_dormir|durmo_na_rua|dormo_per_strada|dormo_in_macchina|"
         "vivo_en_la_calle|en_la_calle|na_rua",
         0.8, 2),
    _shelter("ar", "naas_f_zen9a|f_zan9a|fel_zanka|f_zenka|berra_f|nnam_f_tomobil|na3es_f_zan9a", 0.7, 2),
    _child("en",
         "beats|hits|hurts|abuses|touches|beating|hitting|abusing ~2 child|children|kids|kid|my_son|my_daughter|baby|son|"
         "daughter",
         0.85, 2, _NO),
    _child("es", "pega|golpea|abusa|maltrata ~2 hijo|hija|hijos|nino|nina|ninos", 0.85, 2),
)
# fmt: on
