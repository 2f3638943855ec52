"""The doors to the world, each a small Protocol; every door has a twin in `adapters.inmemory`."""

from __future__ import annotations

from kontera.ports.around import Clock, Models, Post, Rates
from kontera.ports.box import Box, Boxes
from kontera.ports.cases import OpenSum, View
from kontera.ports.documents import Blobs, OcrEngine, PdfContent, PdfReader
from kontera.ports.doors import Doors
from kontera.ports.figures import Figures
from kontera.ports.note import Note
from kontera.ports.people import People
from kontera.ports.registers import RegisterView
from kontera.ports.sheets import Asked, Sheets
from kontera.ports.tasks import Task, TaskKind

__all__ = [
    "Asked",
    "Blobs",
    "Box",
    "Boxes",
    "Clock",
    "Doors",
    "Figures",
    "Models",
    "Note",
    "OcrEngine",
    "OpenSum",
    "PdfContent",
    "PdfReader",
    "People",
    "Post",
    "Rates",
    "RegisterView",
    "Sheets",
    "Task",
    "TaskKind",
    "View",
]
