"""Assets are named by their bytes."""

from api.assets import AssetTable, csp_hash


def test_the_same_bytes_have_the_same_address_and_others_another() -> None:
    table = AssetTable()

    first = table.add("main.js", b"a")

    assert first == table.add("main.js", b"a")
    assert first != table.add("main.js", b"b")
    assert first.startswith("/a/main.")
    assert first.endswith(".js")


def test_style_source_is_the_hash_browsers_compute() -> None:
    # The worked example of the CSP specification's own tests, recomputed with openssl.
    assert csp_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
