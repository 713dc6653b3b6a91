"""The template for group policy: what it can lay down is what the program reads, said in both languages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from counter.policy.machine import LANGUAGES, ROLES, read_machine
from counter.policy.registry import KEYS, TOKEN_KEY_RIGHTS, RegistrySource
from counter.policy.source import NAMES, TOKEN
from tests.made.registry import MadeRegistry

FOLDER = Path(__file__).resolve().parents[2] / "installer" / "policy"
NS = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
TONGUES = ("vi-VN", "en-US")


def tree(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text(encoding="utf-8").encode())


@pytest.fixture(scope="module")
def admx() -> ET.Element:
    return tree(FOLDER / "counter.admx")


def policies(admx: ET.Element) -> list[ET.Element]:
    return admx.findall("p:policies/p:policy", NS)


def written(policy: ET.Element) -> dict[str, list[object]]:
    """The value that a policy writes, and each content it may give it."""
    element = policy.find("p:elements/*", NS)
    if element is None:
        numbers = [int(one.attrib["value"]) for one in policy.findall("p:*/p:decimal", NS)]
        return {policy.attrib["valueName"]: [*numbers]}
    choices: list[object] = [one.text for one in element.findall("p:item/p:value/p:string", NS)]
    return {element.attrib["valueName"]: choices}


def test_every_policy_lays_down_a_value_that_is_read_and_every_value_has_a_policy(admx: ET.Element) -> None:
    names = [name for policy in policies(admx) for name in written(policy)]
    # A code in a policy could be read by everybody in the domain, and never be erased.
    assert sorted(names) == sorted(set(NAMES) - {TOKEN})
    for policy in policies(admx):
        assert policy.attrib["key"] == KEYS["policy"]
        assert policy.attrib["class"] == "Machine"


def test_every_choice_of_the_template_is_one_that_the_program_knows(admx: ET.Element) -> None:
    choices = {name: given for policy in policies(admx) for name, given in written(policy).items()}
    assert choices["Language"] == list(LANGUAGES)
    assert choices["Role"] == list(ROLES)
    assert choices["Autostart"] == [1, 0]
    for name, contents in choices.items():
        for content in contents:
            machine = read_machine(RegistrySource(MadeRegistry({KEYS["policy"]: {name: content}})))
            assert machine.by == {name: "policy"}
            assert machine.ignored == ()


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_text_and_question_of_the_template_is_there_in_both_languages(admx: ET.Element, tongue: str) -> None:
    adml = tree(FOLDER / tongue / "counter.adml")
    raw = ET.tostring(admx, encoding="unicode")
    strings = {one.attrib["id"]: (one.text or "").strip() for one in adml.findall(".//p:stringTable/p:string", NS)}
    asked = {one.attrib["id"]: one for one in adml.findall(".//p:presentation", NS)}
    assert set(strings) == set(re.findall(r"\$\(string\.(\w+)\)", raw))
    assert set(asked) == set(re.findall(r"\$\(presentation\.(\w+)\)", raw))
    assert all(strings.values())
    elements = {one.attrib["id"] for policy in policies(admx) for one in policy.findall("p:elements/*", NS)}
    references = {one.attrib["refId"] for ask in asked.values() for one in ask}
    assert references == elements
    for name, ask in asked.items():
        words = "".join(part.strip() for one in ask for part in one.itertext())
        assert words.endswith(":"), name


def test_the_vietnamese_texts_are_no_copies_of_the_english_ones() -> None:
    said = [
        {one.attrib["id"]: one.text for one in tree(FOLDER / tongue / "counter.adml").findall(".//p:string", NS)}
        for tongue in TONGUES
    ]
    assert not [name for name, words in said[0].items() if words == said[1][name]]


def test_the_readme_names_every_value() -> None:
    words = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in words] == []


def test_the_installer_opens_the_key_of_the_code_as_the_program_asks_for_it() -> None:
    from installer.msi.completion import TOKEN_ACCESS

    assert TOKEN_ACCESS == TOKEN_KEY_RIGHTS
