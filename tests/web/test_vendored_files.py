"""Files of others are the ones that were fetched, and nobody reaches outside for them."""

from __future__ import annotations

from pathlib import Path

from tools import vendor


def test_vendored_files_are_unchanged() -> None:
    assert vendor.differences(vendor.sums(vendor.VENDOR), vendor.written_sums()) == []


def test_a_changed_an_extra_and_a_missing_file_are_named() -> None:
    assert vendor.differences({"a": "1", "b": "2", "extra": "3"}, {"a": "1", "b": "9", "gone": "4"}) == ["b", "extra", "gone"]


def test_every_package_of_the_list_is_there_with_its_licence() -> None:
    for package in vendor.packages():
        folder = vendor.VENDOR / vendor.folder_of(package)
        assert {path.name for path in folder.iterdir()} == set(package["files"].values())
        assert "LICENSE" in package["files"].values()
    assert {path.name for path in vendor.VENDOR.iterdir() if path.is_dir()} == {vendor.folder_of(package) for package in vendor.packages()}


def test_the_pointer_to_a_source_map_is_taken_out() -> None:
    assert vendor.without_map(b"a{b:c}\n/*# sourceMappingURL=x.css.map */\n") == b"a{b:c}\n"
    assert vendor.without_map(b"f();\n//# sourceMappingURL=x.js.map\n") == b"f();\n"
    for path in vendor.VENDOR.rglob("*.min.*"):
        assert b"sourceMappingURL" not in path.read_bytes()


def test_a_sheet_asks_for_no_image_that_the_policy_refuses() -> None:
    assert vendor.carried("a.css", b"""a{--i:url("data:image/svg+xml,%3csvg/%3e"),var(--j)}""") == b"a{--i:none,var(--j)}\n"
    for path in vendor.VENDOR.parent.rglob("*.css"):
        assert b"url(\"data:" not in path.read_bytes(), path.name


def test_pages_name_the_vendored_folders_of_the_list() -> None:
    templates = Path(__file__).resolve().parents[2] / "src/fadu/web/templates/web"
    text = "".join(path.read_text(encoding="utf-8") for path in templates.glob("*.html"))
    for package in vendor.packages():
        assert f"web/vendor/{vendor.folder_of(package)}/" in text
