"""Stable codes with their French labels; screens show the labels, never the codes."""

from __future__ import annotations

from enum import Enum


class Code(str, Enum):
    """A stable identifier that carries the French label shown to people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Code:
        """A member from its code and its label."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        return code

    def __str__(self) -> str:
        return str(self.value)


class Topic(Code):
    """What a request is about; several at once."""

    ARRET_TRAVAIL = "arret_travail", "arrêt de travail"
    RISQUE_EMPLOI = "risque_emploi", "emploi menacé"
    REPRISE = "reprise", "reprise du travail"
    ACCIDENT_TRAVAIL = "accident_travail", "accident du travail ou maladie professionnelle"
    INVALIDITE = "invalidite", "pension d’invalidité"
    HOSPITALISATION = "hospitalisation", "hospitalisation"
    SORTIE_HOPITAL = "sortie_hopital", "retour à la maison après l’hôpital"
    MALADIE_GRAVE = "maladie_grave", "maladie grave ou longue"
    ACCES_SOINS = "acces_soins", "accès aux soins"
    PERTE_AUTONOMIE = "perte_autonomie", "perte d’autonomie"
    AIDANT = "aidant", "aide à un proche malade"
    DECES = "deces", "décès d’un proche"
    BUDGET = "budget", "difficultés d’argent"
    LOGEMENT = "logement", "logement"
    RSA_CAF = "rsa_caf", "RSA, CAF"
    RETRAITE = "retraite", "retraite"
    MDPH = "mdph", "dossier MDPH"
    PAPIERS_CPAM = "papiers_cpam", "démarches avec la CPAM"
    TITRE_SEJOUR = "titre_sejour", "titre de séjour"
    FAMILLE_ENFANTS = "famille_enfants", "famille, enfants"
    VIOLENCE = "violence", "violences"
    AUTRE = "autre", "autre sujet"


class DangerKind(Code):
    """An immediate threat to life or safety, heard in a message."""

    SUICIDE = "suicide", "idées de suicide"
    VIOLENCE = "violence", "violences"
    MEDICAL = "medical", "urgence médicale"
    SANS_ABRI = "sans_abri", "sans abri ce soir"
    ENFANT = "enfant", "enfant en danger"


class Act(Code):
    """What a person does with a message in the dialogue."""

    TELL_SITUATION = "tell_situation", "raconte sa situation"
    INFORM = "inform", "donne une information"
    AFFIRM = "affirm", "dit oui"
    DENY = "deny", "dit non"
    DONT_KNOW = "dont_know", "ne sait pas"
    REFUSE_ANSWER = "refuse_answer", "ne veut pas répondre"
    WHY_ASKED = "why_asked", "demande pourquoi"
    REPEAT = "repeat", "demande de répéter"
    CORRECT = "correct", "corrige une réponse"
    HUMAN = "human", "veut parler à une personne"
    CALLBACK = "callback", "veut être rappelé"
    IS_BOT = "is_bot", "demande qui parle"
    PRIVACY = "privacy", "demande ce que deviennent les données"
    DELETE_DATA = "delete_data", "veut effacer ses données"
    STATUS = "status", "demande où en est sa demande"
    START_OVER = "start_over", "veut recommencer"
    STOP = "stop", "veut arrêter"
    THANKS = "thanks", "remercie"
    GOODBYE = "goodbye", "prend congé"
    GREET = "greet", "salue"
    HOURS_CONTACT = "hours_contact", "demande horaires ou coordonnées"
    INSULT = "insult", "insulte"
    GIBBERISH = "gibberish", "message sans signification"
    OTHER_LANGUAGE = "other_language", "écrit dans une autre langue"


class Outcome(Code):
    """What the rules propose; a human decides."""

    AXIS_OK = "axis_ok", "relève d’un axe"
    OUT_OF_SCOPE = "out_of_scope", "hors des axes"
    NEEDS_HUMAN_REVIEW = "needs_human_review", "à examiner par une personne"
    DANGER = "danger", "danger entendu"


class Channel(Code):
    """How a request reached the service."""

    WEB = "web", "page web"
    VOICE = "voice", "téléphone"
    SMS = "sms", "SMS"
    CALLBACK_FORM = "callback_form", "formulaire de rappel"
    PARTNER = "partner", "partenaire"
    STAFF = "staff", "saisi par le service"


class AnswerStatus(Code):
    """How a fact is known; unknown is never no."""

    TOLD = "told", "dit"
    DEDUCED = "deduced", "déduit"
    CONFIRMED = "confirmed", "confirmé"
    REFUSED = "refused", "préfère ne pas répondre"
    UNKNOWN = "unknown", "ne sait pas"
    NOT_APPLICABLE = "not_applicable", "sans objet"
    NOT_ASKED = "not_asked", "non demandé"


class SaidBy(Code):
    """Who gave a fact."""

    PERSON = "person", "la personne"
    OTHER = "other", "un tiers"
    STAFF = "staff", "le service"


class HandoffStatus(Code):
    """Where a hand-off stands at the desk."""

    NEW = "new", "nouvelle"
    IN_REVIEW = "in_review", "en cours d’examen"
    ACCEPTED = "accepted", "acceptée"
    WAITING_PERSON = "waiting_person", "attend la personne"
    REDIRECTED = "redirected", "orientée ailleurs"
    CLOSED = "closed", "close"


class Mode(Code):
    """Where a conversation stands; guards Rasa's rules."""

    INTAKE = "intake", "recueil"
    DANGER = "danger", "danger"
    HUMAN = "human", "une personne est demandée"
    SENT = "sent", "demande transmise"


class MessageKind(Code):
    """What a reply is for."""

    QUESTION = "question", "question"
    ANSWER = "answer", "réponse"
    NOTICE = "notice", "information"
    SAFETY = "safety", "sécurité"
    SUMMARY = "summary", "récapitulatif"
    HANDOFF = "handoff", "transmission"


class Sender(Code):
    """Who wrote a message."""

    PERSON = "person", "la personne"
    ASSISTANT = "assistant", "l’assistant automatique"
    STAFF = "staff", "le service"


class Role(Code):
    """What a member of staff may do."""

    SECRETARY = "secretary", "secrétaire"
    SOCIAL_WORKER = "social_worker", "assistante de service social"
    MANAGER = "manager", "responsable d’antenne"
    ADMINISTRATOR = "administrator", "administratrice"
    AUDITOR = "auditor", "auditrice"
