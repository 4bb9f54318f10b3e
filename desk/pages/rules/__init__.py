"""The rule desk: administrators change the convention themselves, safely."""

from fastapi import APIRouter

from desk.pages.rules.contesting import router as contesting
from desk.pages.rules.draft import router as draft
from desk.pages.rules.general import router as general
from desk.pages.rules.overview import router as overview
from desk.pages.rules.questions import router as questions
from desk.pages.rules.rehearsing import router as rehearsing
from desk.pages.rules.rows import router as rows
from desk.pages.rules.sentences import router as sentences
from desk.pages.rules.topics import router as topics
from desk.pages.rules.trying import router as trying

router = APIRouter()
for part in (overview, draft, general, questions, sentences, topics, trying, rehearsing, rows, contesting):
    router.include_router(part)

__all__ = ["router"]
