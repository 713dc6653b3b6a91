"""The pages for IT say what is so: each command, option, property, policy, file and link on them exists."""

from __future__ import annotations

import re

import pytest

from counter.log.known import MESSAGES
from counter.policy.source import NAMES
from tests.conftest import ROOT
from tests.made.pages import Commands, broken_links, empty_sections, fenced, headings, spans

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {"operations": OPERATIONS, "readme": README}
_PATH = re.compile(r"(?:src|tests|installer|docs|resources|requirements|ui)/[\w./*-]+\w")
_OF_WINDOWS = {"TRANSFORMS", "REINSTALL", "REINSTALLMODE"}


@pytest.fixture(scope="module")
def commands() -> Commands:
    return Commands()


@pytest.mark.parametrize("name", PAGES)
def test_every_command_on_the_page_is_one_of_the_program(commands: Commands, name: str) -> None:
    assert commands.faults(PAGES[name]) == []
    assert sum(line.startswith("counter ") for line in fenced(PAGES[name])) >= 8


@pytest.mark.parametrize(("line", "said"), [
    ("counter diagnose --data D", "no verb diagnose"),
    ("counter backup --data D --to E --into E", "unrecognized arguments"),
    ("counter backup --data D", "required"),
    ("counter server --data S --port many", "port"),
    ("counter server tokens --data S", "tokens"),
    ('"%ProgramFiles%\\Counter\\counter-cli.exe" doctors', "no verb doctors"),
    ("counter account add --data D ha --role chief", "role"),
])  # fmt: skip
def test_a_box_with_a_slip_is_found(commands: Commands, line: str, said: str) -> None:
    (fault,) = commands.faults(f"```sh\ncounter status\n{line}\n```\n")
    assert said in fault


@pytest.mark.parametrize(
    "span", ["counter recieve --file F", "counter doctor --fix", "counter server revoke --devices …"]
)
def test_a_slip_in_the_text_is_found(commands: Commands, span: str) -> None:
    assert len(commands.faults(f"Ask `counter status` and `{span}`.")) == 1


def test_every_verb_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES.values():
        named = {word for code in (*fenced(page), *spans(page)) for word in re.findall(r"\bmake ([a-z-]+)", code)}
        assert named
        assert named <= targets


def test_every_property_is_one_of_the_installer_and_none_is_left_out() -> None:
    wxs = (ROOT / "installer" / "msi" / "counter.wxs").read_text(encoding="utf-8")
    # What is found on the machine has its search within; what is given has nothing.
    known = set(re.findall(r'Property Id="([A-Z_]+)" Secure="yes"(?: Hidden="yes")? />', wxs))
    lines = [line for line in fenced(OPERATIONS) if line.startswith("msiexec")]
    assert len(lines) >= 4
    used = {name for line in lines for name in re.findall(r"\b([A-Z_]{4,})=", line)}
    assert used <= known | _OF_WINDOWS
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE))
    assert told == known


def test_every_value_that_can_be_laid_down_is_told_and_no_other() -> None:
    section = OPERATIONS.split("### Settings and policies\n")[1].split("\n### ")[0]
    assert set(re.findall(r"^\| `([A-Za-z]+)` \|", section, re.MULTILINE)) == set(NAMES)


def test_every_line_of_the_log_is_explained_and_no_other() -> None:
    table = OPERATIONS.split("| A line has | It means |")[1].split("\n\n")[0]
    told = [re.escape(words).replace("…", ".*") for row in table.splitlines() for words in spans(row.split(" | ")[0])]
    for message in MESSAGES:
        assert any(re.fullmatch(words, message) for words in told), message
    for words in told:
        assert any(re.fullmatch(words, message) for message in MESSAGES), words


def test_options_of_the_installers_build_exist() -> None:
    build = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "installer" / "msi").glob("*.py"))
    for page in PAGES.values():
        named = set(re.findall(r"\b(SIGN_[A-Z]+|PYTHON_EMBED)=", page))
        named |= {name for option in re.findall(r'MSI="?([^"`]+)', page) for name in re.findall(r"--[a-z-]+", option)}
        assert all(f'"{name}"' in build for name in named), named
    assert re.search(r"SIGN_CERTIFICATE=", OPERATIONS)


@pytest.mark.parametrize("name", PAGES)
def test_every_file_and_every_link_is_there(name: str) -> None:
    page = PAGES[name]
    for code in (*fenced(page), *spans(page)):
        for path in _PATH.findall(code):
            assert list(ROOT.glob(path)), path
    assert broken_links(page) == set()
    for target in re.findall(r"\]\(((?:docs|installer)/[^)#]+)", page):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_no_section_is_empty_and_none_is_still_in_work(name: str) -> None:
    assert empty_sections(PAGES[name]) == []
    assert "in work" not in PAGES[name]
    assert "TODO" not in PAGES[name]


def test_the_search_for_empty_sections_and_links_finds_them() -> None:
    page = "# A\n\n## B\nwords\n\n## C\n<!-- nothing -->\n\n### D\n\n## E\n[x](#b) [y](#f)\n"
    assert empty_sections(page) == ["D"]
    assert broken_links(page) == {"f"}


def test_the_checklist_has_boxes_for_each_part() -> None:
    section = OPERATIONS.split("### To be tried once on real Windows\n")[1].split("\n## ")[0]
    assert section.count("- [ ] ") >= 20
    assert [words for _, words in headings(OPERATIONS)].count("On the telephone") == 1
