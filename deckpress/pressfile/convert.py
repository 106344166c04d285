"""The pages of a PDF and all that they draw, in place, from screen colours to ink."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from deckpress.pressfile.content import Rewriter, ink_operands
from deckpress.pressfile.inks import Inks
from deckpress.pressfile.paper import Paper

_NOT_FOR_PRINT = ("/StructParents", "/StructParent", "/Metadata", "/Interpolate", "/Intent", "/OC")


class Converter:
    """Converts what pages draw, each object once, so that it is seen on all of their `paper`.

    `flat`: without transparency groups and soft-masked pictures.
    """

    def __init__(self, inks: Inks, paper: Paper, flat: bool) -> None:
        self.inks, self.paper, self.flat = inks, paper, flat
        self.done: set[tuple[int, int]] = set()

    def content(self, stream: Any, resources: Any) -> tuple[bytes, Dictionary]:
        """The content of a page, form or pattern in ink, and the resources that it uses, in ink too."""
        spaces = resources.get("/ColorSpace", {})
        rgb = frozenset(name for name in spaces if is_rgb(spaces[name]))
        rewriter = Rewriter(self.inks, rgb)
        data = rewriter.rewrite(stream)
        kept = Dictionary()
        for kind, names in sorted(rewriter.used.items()):
            there = resources.get(kind, {})
            if found := {name: there[name] for name in sorted(names) if name in there}:
                kept[kind] = Dictionary(found)
                for each in found.values():
                    self._resource(kind, each)
        return data, kept

    def _resource(self, kind: str, thing: Any) -> None:
        if kind in ("/XObject", "/Pattern"):
            self._drawn(thing)
        elif kind == "/Shading":
            self._shading(thing)
        elif kind == "/ExtGState" and isinstance(mask := thing.get("/SMask"), Dictionary):
            self._drawn(mask.G)

    def _drawn(self, thing: Any) -> None:
        if thing.is_indirect and thing.objgen in self.done:
            return
        self.done.add(thing.objgen)
        for key in _NOT_FOR_PRINT:
            if key in thing:
                del thing[key]
        if thing.get("/Subtype") == "/Image":
            self._picture(thing)
        elif "/Shading" in thing:
            self._shading(thing.Shading)
        else:
            self._form(thing)

    def _form(self, form: Any) -> None:
        data, kept = self.content(form, form.get("/Resources", Dictionary()))
        form.write(data)
        form.Resources = kept
        if "/BBox" in form:
            form.BBox = Array(self.paper.opened([float(value) for value in form.BBox]))
        if "/Group" in form:
            if self.flat:
                del form.Group
            elif is_rgb(form.Group.get("/CS")):
                form.Group.CS = Name.DeviceCMYK

    def _shading(self, shading: Any) -> None:
        """ISO 32000-1, 8.7.4.5: a shading's colours stand at the ends of its functions."""
        if not is_rgb(shading.get("/ColorSpace")):
            return
        if "/Background" in shading:
            shading.Background = self._ink(shading.Background)
        if isinstance(shading.get("/Function"), Dictionary) and self._function(shading.Function):
            shading.ColorSpace = Name.DeviceCMYK

    def _function(self, function: Any) -> bool:
        """A function of RGB colours made one of ink; False for a kind that no colours can be read from."""
        if function.is_indirect and function.objgen in self.done:
            return True
        self.done.add(function.objgen)
        if function.get("/FunctionType") == 3:
            return all([self._function(each) for each in function.Functions])
        if function.get("/FunctionType") == 2 and "/C0" in function and len(function.C0) == 3:
            function.C0, function.C1 = self._ink(function.C0), self._ink(function.C1)
            if "/Range" in function:
                del function.Range
            return True
        return False

    def _ink(self, rgb: Any) -> Array:
        return Array(ink_operands(self.inks.of([float(value) for value in rgb])))

    def _picture(self, picture: Stream) -> None:
        mask = picture.get("/SMask")
        if isinstance(mask, Stream):
            self._drawn(mask)
        is_grey = picture.get("/ImageMask") or picture.get("/ColorSpace") == "/DeviceGray"
        if is_grey and not (self.flat and isinstance(mask, Stream)):
            return
        if isinstance(mask, Stream):
            del picture.SMask  # the library would make a picture for screens of the two
        shown = pikepdf.PdfImage(picture).as_pil_image()
        if self.flat and isinstance(mask, Stream):
            shown = on_white(shown, pikepdf.PdfImage(mask).as_pil_image())
        self._write(picture, self.inks.picture(shown))
        if isinstance(mask, Stream) and not self.flat:
            picture.SMask = mask

    def _write(self, picture: Stream, ink: Image.Image) -> None:
        picture.write(ink.tobytes())
        picture.ColorSpace = Name.DeviceGray if ink.mode == "L" else Name.DeviceCMYK
        picture.BitsPerComponent = 8
        for key in ("/Decode", "/Mask"):
            if key in picture and not isinstance(picture[key], Stream):
                del picture[key]


def on_white(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """A picture with its soft mask laid on white paper."""
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture.convert("RGB"), mask=mask.convert("L").resize(picture.size))
    return paper


def is_rgb(space: Any) -> bool:
    """Whether a colour space (ISO 32000-1, 8.6) is RGB: by device, calibrated, by profile, or a table of such."""
    if space is None or isinstance(space, Name):
        return space == "/DeviceRGB"
    if not isinstance(space, Array):
        return False
    family = str(space[0])
    if family == "/ICCBased":
        return bool(space[1].get("/N") == 3)
    if family in ("/Indexed", "/Pattern") and len(space) > 1:
        return is_rgb(space[1])
    return family == "/CalRGB"
