"""Spelling as people type it: short forms, words glued by a missing apostrophe, key words and the real words beside them."""

from __future__ import annotations

__all__ = ["AFTER_GLUE", "AFTER_J", "BEFORE_PLUS", "KEY", "REAL", "SHORT"]

# Words as typed on a phone, with what they stand for. An empty value drops the word: « ne » says nothing that « pas » or « plus » does not.
SHORT: dict[str, str] = {
    typed: meant
    for typed_forms, meant in {
        "n ne": "",
        "j": "je",
        "m": "me",
        "s": "se",
        "d": "de",
        "t": "te",
        "qu ke q k": "que",
        "ki": "qui",
        "c": "ce",
        "cest": "ce est",
        "ct cetait setait": "ce etait",
        "jveu jveux jve jveut jveus jvx": "je veux",
        "jvai jvais jv jvé": "je vais",
        "jpeu jpeux jpe jpx": "je peux",
        "jsuis jsui chuis chui jss jsuit": "je suis",
        "jme": "je me",
        "jm": "je me",
        "jte": "je te",
        "jen": "je en",
        "jle": "je le",
        "jpense jpens": "je pense",
        "jdor jdors jdort": "je dors",
        "jsai jsais": "je sais",
        "jser jsers jsert": "je sers",
        "jfais jfai": "je fais",
        "jprends jprend": "je prends",
        "jvoudrais jvoudrai": "je voudrais",
        "jnai": "je ai",
        "jnen": "je en",
        "jvoulais": "je voulais",
        "jorai": "je aurais",
        "jsens": "je sens",
        "jmsens jmesens": "je me sens",
        "veu ve vx": "veux",
        "px": "peux",
        "vai": "vais",
        "sui": "suis",
        "fai": "fais",
        "sere": "serre",
        "o": "au",
        "ier yer": "hier",
        "plu": "plus",
        "pa ps": "pas",
        "jamai": "jamais",
        "kil quil": "que il",
        "kel": "que elle",
        "quils": "que ils",
        "quon kon": "que on",
        "sil": "si il",
        "tt tou": "tout",
        "ts touts": "tous",
        "tte": "toute",
        "ttes": "toutes",
        "ds dan": "dans",
        "av avk ac": "avec",
        "bcp": "beaucoup",
        "pr": "pour",
        "mtn mnt mtnt maintenan": "maintenant",
        "ajd auj ojd aujourdhui": "aujourd hui",
        "envi envies anvie": "envie",
        "mor": "mort",
        "morire mourire mourrir mouri morir mouriir mourrire mourirr": "mourir",
        "krever": "crever",
        "vivr viv": "vivre",
        "tuez tuee": "tuer",
        "lair": "l air",
        "qq1 qqn kelkun": "quelqu un",
        "ryen rein": "rien",
        "mwa moa": "moi",
        "ya": "il y a",
        "dormire": "dormir",
        "dorm dor": "dors",
        "dehor deor dhors": "dehors",
        "soire": "soir",
        "frape": "frappe",
        "fraper": "frapper",
        "frapent": "frappent",
        "tappe": "tape",
        "hopita hosto": "hopital",
        "medoc medocs": "medicaments",
        "cacheton cachetons": "cachets",
        "bb": "bebe",
        "gosse gamin gamine mome mioche": "enfant",
        "gosses gamins gamines momes mioches": "enfants",
        "meuf": "femme",
        "keum": "mec",
        "reveiler revellier": "reveiller",
        "respir": "respire",
        "jarive jariv jarriv jarrivs": "je arrive",
        "dun": "de un",
        "dune": "de une",
        "tjr tjrs tjs toujour tjour": "toujours",
        "ss": "sans",
        "biento": "bientot",
        "finire": "finir",
    }.items()
    for typed in typed_forms.split()
}
# After « j », « l », « m »… with the apostrophe forgotten.
_AFTER_GLUE_WORDS = (
    "ai as avais avait aurais irai en y etouffe etouffer avale habite attends espere ecris envisage aimerais aime arrive "
    "arrete etais etait ose hopital enferme enferment enfermee etrangle etrangler eau enfant enfants ecole insulte "
    "attache agresse abuse ex appartement hotel oxygene insuline overdose avc infarctus attaque envie etre un une ici "
    "ouvre endors endormir eteint ouvrir oblige empeche interdit"
)
AFTER_GLUE: frozenset[str] = frozenset(_AFTER_GLUE_WORDS.split())
# Words worth recognising with one letter wrong; short or crowded ones are left out.
_KEY_WORDS = (
    "suicide suicider suicidaire suicidaires suicides overdose poitrine thoracique convulsions convulse convulsion "
    "saignement saigne hemorragie etouffe etouffer dehors medicaments cachets comprimes somniferes inconscient "
    "inconsciente evanouie evanoui paralyse paralysee mourir reveiller disparaitre couteau maltraite maltraitee violence "
    "violences violentee connaissance respirer respire frapper frappee etrangle etrangler sequestre sequestree tentative "
    "pendre veines affaires lettre infarctus ambulance allergique anaphylactique enferme enfermee menace menacee tabasse "
    "tabassee attouchements pistolet balcon cauchemar souffrir souffrance existence"
)
KEY: tuple[str, ...] = tuple(_KEY_WORDS.split())
# Real words one letter away from a key word.
_REAL_WORDS = (
    "signe signer signes signez soigne soigner soignes soignee etranger etrangers etrangere etrangeres comprises coteau "
    "coteaux vaines mounir comprimee mourir nourrir nourir courir pourrir pourir mourra mourrir etoffe etoffer prendre "
    "perdre rendre vendre tendre fendre pente attendre etendre depends entendre tentatives respiree veine reines saine "
    "saines lettres laitre lettree mettre affaire medicament cachet cachee caches comprime comprise compris somnifere "
    "poitrines menage menagee menaces menacer menacent menager enfermer enferment enfermes frappe frappes frappent "
    "frapper frappait trappe grappe respirez respirent allergiques tabasser paralyser paralyses evanouir evanouis "
    "souffrirai souffert souffrances existences ambulances couteaux reveille reveillee reveilles violente violent "
    "violents violentes paralysie convulsif suicidee saigner saignes saignements hemorragies maltraiter maltraitance "
    "sequestrer etouffee etouffes disparaitra disparaitrait ballon balcons infarctus veinés connaissances reconnaissance "
    "paralysant sequestree offrir ouvrir couvrir retendre inconscients menagere respirait peindre pendue pendu pendant "
    "vendres defendre descendre"
)
REAL: frozenset[str] = frozenset(_REAL_WORDS.split())
# After these, « pu » is « plus ».
_BEFORE_PLUS_WORDS = "veu veux veut jveu jveux ve peu peux jpeu jpeux sert suis chui sui"
BEFORE_PLUS: frozenset[str] = frozenset(_BEFORE_PLUS_WORDS.split())
# Verbs glued to « j » on a phone.
_AFTER_J_WORDS = (
    "veux veut vais pense pensais dors craque pleure tiens prends prend saigne respire meurs creve mange reste vis bois "
    "sens peux fais sais suis voudrais pourrais voulais tremble sors squatte couche crois garde compte regrette passe finis"
)
AFTER_J: frozenset[str] = frozenset(_AFTER_J_WORDS.split())
