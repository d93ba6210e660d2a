"""The headers of every answer. Values never depend on a request, so pages can be cached and exported with them.

Source: `Headers` of OWASP's Secure Headers Project and the MDN Observatory's twelve tests.
"""

# A page kept on a phone cannot carry a nonce made per answer, so the one inline style is allowed by its hash.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; media-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
# The palette of a picture stands inside it; without scripts or loads there is nothing else to allow.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_FEATURES_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
BASE_HEADERS: dict[str, str] = {
    "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": ", ".join(f"{name}=()" for name in _FEATURES_OFF),
}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def page_policy(*styles: str) -> str:
    """Return the content security policy of pages whose one inline style has one of these `'sha256-…'` sources."""
    return _POLICY.format(style="".join(f" {style}" for style in styles))
