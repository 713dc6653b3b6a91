"""Codes that Windows Installer knows the product by."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.msi import product


def test_components_are_named_as_ever_when_their_files_are_the_same() -> None:
    # Written down when the first installer was built; a change here leaves files behind or takes them away at an upgrade.
    first = {
        "counter.exe": "3F188440-BD83-5392-8268-6B24F7F463C6",
        "python311.dll": "4C899496-C977-5551-8B9E-25F22BFF1145",
        "Lib/site-packages/counter/cli.py": "08DA2D26-F02F-5C87-91A2-26C5FD579252",
    }
    assert {name: product.component_code(name) for name in first} == first
    assert product.product_code("0.1.0") == "1F968992-B0F9-55FD-970B-5AD4BB8EC0D8"


def test_a_component_keeps_its_code_when_only_the_case_of_its_path_changed() -> None:
    assert product.component_code("Lib/Site.py") == product.component_code("lib/site.PY")


def test_each_version_is_a_product_of_its_own() -> None:
    assert product.product_code("1.0.0") != product.product_code("1.0.1")


def test_packages_have_different_codes_when_their_content_differs(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    one = product.package_code("1.0.0", product.digest_of(tmp_path))
    (tmp_path / "a").write_text("2")
    two = product.package_code("1.0.0", product.digest_of(tmp_path))
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({one, two, product.package_code("1.0.0", product.digest_of(tmp_path))}) == 3


@pytest.mark.parametrize("version", ["1.0", "1.0.0.1", "256.0.0", "1.256.0", "1.0.65536", "1.0.0rc1", "v1.0.0"])
def test_a_version_is_refused_when_windows_installer_could_not_compare_it(version: str) -> None:
    with pytest.raises(product.Unfit):
        product.fit_version(version)


def test_the_greatest_version_is_taken() -> None:
    assert product.fit_version("255.255.65535") == "255.255.65535"


def test_the_version_is_the_projects_and_the_package_says_the_same() -> None:
    from counter import __version__

    assert product.version_of_project() == __version__ == product.fit_version(__version__)


def test_no_installer_is_built_when_project_and_package_disagree(tmp_path: Path) -> None:
    (tmp_path / "src" / "counter").mkdir(parents=True)
    (tmp_path / "src" / "counter" / "__init__.py").write_text('__version__ = "1.0.0"\n')
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.0.1"\n')
    with pytest.raises(product.Unfit, match=r"1\.0\.1"):
        product.version_of_project(tmp_path)
