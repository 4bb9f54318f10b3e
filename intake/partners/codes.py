"""What a partner is, and how the person for whom she filed is informed."""

from __future__ import annotations

from typing import Final

from lexicon.codes import Code


class PartnerKind(Code):
    """What an invited partner does."""

    HOSPITAL = "hospital", "service social de l’hôpital"
    OCCUPATIONAL = "occupational", "médecine du travail"
    FUND = "fund", "caisse (CPAM)"
    OTHER = "other", "autre professionnel"


class PartnerState(Code):
    """Where an invitation stands."""

    INVITED = "invited", "invitation envoyée"
    ACTIVE = "active", "accès ouvert"
    REVOKED = "revoked", "accès retiré"


class Notice(Code):
    """How the person is informed that somebody gave us her number, and why by voice where it is so."""

    TEXT = "text", "par SMS"
    NO_PHONE = "no_phone", "aucun numéro de téléphone n’est connu"
    NO_MOBILE = "no_mobile", "le numéro ne reçoit pas de SMS"
    UNSAFE = "unsafe", "lui écrire peut la mettre en danger"
    NO_TEXTS = "no_texts", "aucun SMS ne peut partir vers ce numéro"


# By the partner's kind, who sent the person to us: a value of `referral_origin`.
ORIGINS: Final = {
    PartnerKind.HOSPITAL: "hopital",
    PartnerKind.OCCUPATIONAL: "medecin_travail",
    PartnerKind.FUND: "cpam",
    PartnerKind.OTHER: "autre",
}
