"""The code that a camera reads: the public address as a drawing of its own."""

import io

import segno

NAME = "pictures/qr.svg"


def qr_svg(address: str) -> bytes:
    """Return the QR code of an address as SVG, dark on light in every theme, with its quiet zone.

    Error correction is at least level M (15 %), so that a fold or a thumb on a poster does no harm.
    """
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False, nl=False)
    return out.getvalue()
