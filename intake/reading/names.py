"""First and last names, written or spelled, in either order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from intake.reading.model import NOTHING, Read
from intake.reading.name_order import PARTICLES, is_given, name_of, ordered, single
from intake.reading.spelling import MARK, unspelled
from intake.reading.word_lists import listed
from lexicon.text import plain as folded

MAX_WORDS = 7
_ALIKE = 0.75
_MAX_TEXT = 300
_TOKEN = re.compile(rf"{MARK}?[^\W\d_]+(?:['-][^\W\d_]+)*'?|\d+|[^\w\s]")
_MAIDEN_AFTER = re.compile(
    r"^\s*,?\s*(?:c est |est |de |comme |pour )*(?:mon |le )?(?:nom de (?:jeune fille|naissance|fille))(?= ?$| [,.;)]| et\b| mais\b)"
)
_LABEL_AFTER = re.compile(r"^\s*,?\s*(?:c est|est|pour|comme)?\s*(?:mon |le )(?P<label>prenom|nom)\b(?! de (?:jeune|naissance))")
# What the words just before a stretch say that it is.
_IS = r"(?: (?:c est|c|est|:|,|moi|alors|donc|euh|bien))* ?$"
_TITLES = r"(?: (?:d|de|du|la|le|l|ma|mon|sa|son|m|mme|madame|monsieur|docteur))* ?$"
_KIN = r"(?:fille|fils|mere|pere|femme|mari|soeur|frere|amie?|niece|neveu|voisine?|infirmiere|gendre|sociale|tutrice|tuteur|curat(?:eur|rice)|mandataire|compagne|compagnon|epouse|epoux)"
_ROLES = tuple(
    (role, re.compile(rf"(?:^|\b)(?:{words}){_TITLES if role == 'other' else _IS}"))
    for role, words in (
        ("maiden", r"nee?|nee? \( e \)|nom de (?:jeune fille|naissance|fille)|jeune fille|anciennement"),
        (
            "other",
            rf"(?:ma|mon|sa|son|le|la|une?|notre|leur) \w+ s appell\w+|{_KIN} (?:de|du|d)|au nom de la \w+|pour le compte|de la part|(?:pour|pas|ou|comme|remplace|et non|avec)",
        ),
        ("usual", r"epouse|ep|veuve|vve|nom (?:d usage|marital|d epouse|de mariage|de femme mariee)|mariee|usuel"),
        ("first", r"prenoms?(?: usuel)?"),
        ("last", r"nom(?: de famille)?(?! et)"),
        ("place", r"\d{5}|a|au|aux|en|rue|sur|cabinet(?: de)?|cote|pres|habite|avenue|sante|clinique|hopital|commune|ville|centre|dans"),
        ("titled", r"madame|monsieur|mademoiselle|docteure?|dr|doc|professeur|maitre|toubib|m|medecin|generaliste|traitant"),
        (
            "named",
            r"ai dit|m appelle|j m appelle|appelle|nomme|moi c est|nom et (?:mon )?prenom|au nom d[eu]|notez|mettez|ecrivez|(?:^|, )moi|ici",
        ),
        ("maybe", r"c est|je suis|suis|voila"),
    )
)
# An e-mail address is no name.
_ADDRESS = re.compile(r"@|\barr?obas", re.IGNORECASE)
_ELIDED = frozenset(("c", "j", "qu", "s", "t"))
_CALLED = re.compile(r"\b(?:je |j')?(?:m['’ ]? ?ap+el+e?s?|mapele?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """Words in a row that can be a name, and what the words around them say that they are."""

    words: tuple[str, ...]
    role: str

    @property
    def known(self) -> bool:
        """True when a usual first name is among them."""
        return any(is_given(w) for w in self.words)

    @property
    def unlike(self) -> bool:
        """True for what is rather said of the person, "marqué", of a place or a service, "des Lilas", "la CAF"."""
        said = (
            self.words[-1].islower() and self.words[-1].endswith(("é", "ée", "és", "ées")) and self.role in ("", "maybe") and not self.known
        )
        letters = self.words[-1].isupper() and len(self.words[-1]) < 5 and self.words[0].islower() and self.role == ""
        return said or letters or (self.words[0] in ("des", "du") and self.role == "")

    @property
    def written(self) -> bool:
        """True when every word is written as a name."""
        return all(w[:1].isupper() or folded(w) in PARTICLES for w in self.words)


def read_name(text: str) -> Read:
    """{"first", "last"}, the part that was not given as None, from the words as written or heard."""
    found, alone = stretches(text)
    return best_name(found, alone)


def stretches(text: str) -> tuple[list[Stretch], bool]:
    """The stretches that can be names, and whether little else is said."""
    if _ADDRESS.search(text):
        return [], False
    text = unicodedata.normalize("NFC", text)[:_MAX_TEXT].replace("’", "'").replace("‘", "'")
    tokens = _split_elisions(_TOKEN.findall(unspelled(_expanded(text))))
    spelled = {i for i, token in enumerate(tokens) if token.startswith(MARK)}
    tokens = [token.removeprefix(MARK) for token in tokens]
    found: list[Stretch] = []
    others = 0
    before: list[str] = []
    i = 0
    while i < len(tokens):
        end = _name_end(tokens, i, spelled)
        if end == i:
            others += tokens[i][0].isalnum() and folded(tokens[i]) not in listed("around_names.txt")
            before.append(_plain(tokens[i]))
            i += 1
            continue
        words = _once([w.rstrip("'.") for w in tokens[i:end]], _plain(tokens[i - 1]) if i else "")
        after = " ".join(_plain(t) for t in tokens[end : end + 8])
        found += _told_as(words, _role(" ".join(before[-8:]), folded(words[0]), after))
        before = [*before, *map(_plain, tokens[i:end])]
        i = end
    return found, not others


def _once(words: list[str], before: str) -> tuple[str, ...]:
    """The words without one said twice in a row, nor the "de" of "au nom de Gilbert"."""
    if len(words) > 1 and words[0] in ("de", "d") and (before == "nom" or is_given(words[1])):
        words = words[1:]
    return tuple(w for i, w in enumerate(words) if not i or folded(w) != folded(words[i - 1]))


def _told_as(words: tuple[str, ...], role: str) -> list[Stretch]:
    """One stretch, or two when a first name follows the maiden name: "née Berthelot, Josette" without its comma."""
    if role == "maiden" and len(words) > 1 and is_given(words[-1]):
        return [Stretch(words[:-1], role), Stretch(words[-1:], "")]
    return [Stretch(words, role)]


def _expanded(text: str) -> str:
    """Short titles and "m’appelle" as words of their own."""
    text = _CALLED.sub("je m'appelle", text)
    text = re.sub(r"(?i)\bmme\b\.?", "madame", re.sub(r"(?i)\bmlle\b\.?", "mademoiselle", text))
    return re.sub(
        r"(?i)\bmr\b\.?|\bm\. (?=\w\w)|^M (?=\w{2,})|(?<=de )M (?=\w{2,})", "monsieur ", re.sub(r"(?i)\bdr\b\.?", "docteur", text)
    )


def _split_elisions(tokens: list[str]) -> list[str]:
    """Words such as "c'est", "m'appelle", "j'ai" as two words; "L'Hostis", "D'Angelo" and "M'hamed" as one."""
    found: list[str] = []
    for token in tokens:
        head, mark, rest = token.partition("'")
        if (
            mark
            and rest
            and (folded(rest) in listed("not_names.txt") or folded(head) in _ELIDED or (token.islower() and folded(head) in "mn"))
        ):
            found += [head, rest]
        elif "-" in token and any(p in listed("not_names.txt") and p not in PARTICLES for p in folded(token).split("-")):
            found += token.split("-")
        else:
            found.append(token)
    return found


def _plain(token: str) -> str:
    return folded(token).rstrip("'.") or folded(token)


def _name_end(tokens: list[str], start: int, spelled: set[int]) -> int:
    """Where the stretch of name words that begins at `start` ends; `start` itself when none does."""
    end = start
    while end < len(tokens) and end - start < MAX_WORDS and (end in spelled or _can_be_name(tokens, end)):
        end += 1
    # "le" or "de" alone, or before a word that is no name, is no particle.
    while (
        end > start
        and end - 1 not in spelled
        and folded(tokens[end - 1]) in PARTICLES
        and not (end - start == 1 and tokens[start][:1].isupper() and end == len(tokens))
    ):
        end -= 1
    words = tokens[start:end]
    return (
        end
        if spelled & set(range(start, end))
        or any(len(w.rstrip("'.")) > 1 and folded(w) not in PARTICLES for w in words)
        or (words and len(words[0]) > 1)
        else start
    )


def _can_be_name(tokens: list[str], i: int) -> bool:
    word = tokens[i].rstrip("'.")
    if not word or not word[0].isalpha() or (len(word) == 1 and folded(word) not in PARTICLES):
        return False
    plain = folded(word)
    if plain in PARTICLES:
        return True
    if plain in listed("not_names.txt"):
        return False
    if plain not in listed("maybe_names.txt"):
        return True
    # "Bah", "Boucher": a name only when written as one beside a first name, or after "nom".
    beside = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
    if i and is_given(tokens[i - 1]) and plain in listed("often_names.txt"):
        return True
    return (word[0].isupper() and any(is_given(b) or (b.isalpha() and b.isupper() and len(b) > 1) for b in beside)) or (
        i > 1 and folded(tokens[i - 1]) in ("est", "nom", "famille", "appelle", "madame", "monsieur", "docteur")
    )


def _role(before: str, head: str, after: str) -> str:
    if head in ("de", "du", "d") and re.search(rf"\b{_KIN} ?$", before):
        return "other"
    if _MAIDEN_AFTER.search(after):
        return "maiden"
    if (label := _LABEL_AFTER.search(after)) is not None:
        return "first" if label["label"] == "prenom" else "last"
    return next((role for role, words in _ROLES if words.search(before)), "")


def best_name(found: list[Stretch], alone: bool) -> Read:
    """The person's name among stretches; nothing when none of them surely is."""
    found = [s for s in found if s.role not in ("maiden", "other", "place") and not s.unlike]
    first = next((s.words for s in found if s.role == "first"), ())
    last = next((s.words for s in found if s.role == "usual"), None) or next((s.words for s in found if s.role == "last"), ())
    rest = [s for s in found if s.role not in ("first", "usual", "last")]
    if first or last:
        return _labelled(list(first), list(last), rest)
    if not rest:
        return NOTHING
    best = _best(rest, alone)
    if best is None:
        return NOTHING
    beside = [
        s
        for s in rest
        if s is not best and not set(map(folded, s.words)) <= set(map(folded, best.words)) and s.role in ("", "maybe", "named")
    ]
    if len(best.words) == 1 and len(beside) == 1 and len(beside[0].words) == 1 and _alike(best.words[0], beside[0].words[0]):
        # "Martin avec un Y, Martyn": said again as it is written.
        return single(beside[0].words[0], best.role == "titled")
    if len(best.words) == 1 and len(beside) == 1 and alone and len(beside[0].words) <= 2:
        return _two_parts(rest.index(best) < rest.index(beside[0]), best, beside[0])
    if len(best.words) == 1:
        return single(best.words[0], best.role == "titled")
    return ordered(list(best.words), best.role == "titled")


def _labelled(first: list[str], last: list[str], rest: list[Stretch]) -> Read:
    """A name told with its labels, the part without one taken from what stands beside."""
    if last and len(last) > 1 and not first and any(map(is_given, last)):
        return ordered(last)
    if first and len(first) > 1 and not last and not rest:
        return ordered(first) if any(not is_given(w) for w in first) else name_of(first, [])
    if not first:
        names = [w for s in rest for w in s.words if is_given(w)]
        first = names[:1] if len(names) < 2 or names[0].lower() not in ("jean", "marie", "anne") else names[:2]
        first = [w for w in first if w not in last]
    if not last:
        last = next(([w for w in s.words if w not in first] for s in rest if s.role != "maybe" or s.written), [])
    return name_of(first, last)


def _best(rest: list[Stretch], alone: bool) -> Stretch | None:
    """The stretch that is most surely the person's name; None when none surely is."""
    strong = [s for s in rest if s.role in ("named", "titled")]
    whole = [s for s in strong or rest if len(s.words) > 1 and (s.known or s.role in ("named", "titled"))]
    longer = [s for s in rest if len(s.words) > 1 and s.known]
    if strong:
        pick = (whole or strong)[0]
        # "Je m’appelle Chauvin, voilà, Josiane Chauvin": said again in full.
        return next(
            (s for s in longer if len(s.words) > len(pick.words) and set(map(folded, pick.words)) <= set(map(folded, s.words))), pick
        )
    if longer:
        return longer[0]
    sure = [s for s in rest if s.known or (s.written and (alone or rest[0] is s))]
    if sure and (alone or sure[0].role == "maybe" or sure[0] is rest[0] or len(sure[0].words) > 1):
        return sure[0]
    only = rest[0]
    if not alone or len(rest) > 2 or len([w for w in only.words if folded(w) not in PARTICLES]) > 3:
        return None
    return only


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other)).ratio() > _ALIKE


def _two_parts(best_first: bool, best: Stretch, other: Stretch) -> Read:
    """As in "Ozturk, Aylin", "Rodrigues, Paulo", "Nathalie, Roux": the last name first unless only the first is a usual first name."""
    left, right = (best, other) if best_first else (other, best)
    if left.known and not right.known:
        return ordered([*left.words, *right.words])
    return name_of(list(right.words), list(left.words))
