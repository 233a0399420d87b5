"""A person decides; nothing is cleared by itself; two processes may write; a changed entry opens the flag again."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
from pathlib import Path
from types import ModuleType

import pytest

from messlatte.cli.app import main
from messlatte.core.errors import UsageError
from messlatte.core.screening import Flag, State, Subject, SubjectKind
from messlatte.screening.checking import check
from messlatte.screening.decisions import Store, default_path
from messlatte.screening.folder import open_lists
from messlatte.screening.goods import find_goods, goods_flags
from messlatte.screening.makers import arms_makers_in, is_arms_maker
from messlatte.screening.wording import summary


@pytest.fixture
def flag(published: ModuleType, tmp_path: Path) -> Flag:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "eu.xml").write_text(published.EU, encoding="utf-8")
    return check([Subject("Primerny Zavod", SubjectKind.FIRM)], open_lists(tmp_path / "lists")).flags[0]


def test_only_a_person_moves_a_flag(flag: Flag, tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.remember([flag])
    assert flag.state is State.OPEN
    assert flag.blocks
    store.decide(flag.id, "dismissed", "A. Analyst", "another plant of that name")
    store.decide(flag.id, "confirmed", "B. Boss", "the same plant after all")
    assert [one.state for one in store.history(flag.id)] == [State.DISMISSED, State.CONFIRMED]
    decided = dataclasses.replace(flag, decision=store.latest()[flag.id])
    assert decided.state is State.CONFIRMED
    assert decided.blocks


def test_a_changed_entry_opens_the_flag_again(flag: Flag, tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.remember([flag])
    store.decide(flag.id, "dismissed", "A. Analyst", "another plant")
    dismissed = dataclasses.replace(flag, decision=store.latest()[flag.id])
    assert not dismissed.blocks
    changed = dataclasses.replace(dismissed, entry_version="another")
    assert changed.state is State.OPEN
    assert changed.blocks


@pytest.mark.parametrize(("person", "state", "reason"), [("", "dismissed", "why"), ("A", "dismissed", " "), ("A", "clean", "why")])
def test_a_decision_needs_person_state_and_reason(flag: Flag, tmp_path: Path, person: str, state: str, reason: str) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.remember([flag])
    with pytest.raises(UsageError):
        store.decide(flag.id, state, person, reason)
    assert store.history() == ()


def _decide(path: Path, flag: str, person: str) -> None:
    for number in range(20):
        Store(path).decide(flag, "confirmed", person, f"reason {number}")


def test_two_processes_decide_at_once(flag: Flag, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    Store(path).remember([flag])
    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=_decide, args=(path, flag.id, person)) for person in ("A", "B")]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert len(Store(path).history(flag.id)) == 40


def test_arms_by_code_block_whatever_anybody_decides() -> None:
    arms = goods_flags("930690", "BLR", "RU-TUL")[0]
    from messlatte.core.screening import Decision

    dismissed = dataclasses.replace(arms, decision=Decision(arms.id, State.DISMISSED, "A", "2026-11-25", "no", arms.entry_version))
    assert dismissed.blocks


def test_a_listed_code_is_strong_only_where_a_regime_binds_the_exporter() -> None:
    assert goods_flags("850440", "DEU", "RU-TUL")[0].strong
    assert not goods_flags("850440", "BLR", "RU-TUL")[0].strong
    assert goods_flags("850440", "BLR", "RU-TUL")[0].score >= 0.70
    assert goods_flags("850440", "DEU", "POL") == ()
    assert goods_flags("870240", "DEU", "RUS") == ()


def test_codes_of_the_user_bind_whom_they_say(tmp_path: Path) -> None:
    (tmp_path / "annex.csv").write_text(
        "cn;tier;issuer;exporters;destinations;law\n84322100;XXIII;Somewhere;POL;BLR;Act 1\n", encoding="utf-8"
    )
    lists = find_goods(tmp_path)
    assert goods_flags("843221", "POL", "BLR", lists=lists)[0].strong
    assert goods_flags("843221", "LTU", "BLR", lists=lists)[0].score < 0.85
    assert goods_flags("843221", "POL", "DEU", lists=lists) == ()


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_the_maker_of_arms_in_the_shipped_statement_is_recognised(language: str) -> None:
    from importlib.resources import files

    text = (files("messlatte") / "examples" / f"minsk-tula.{language}.txt").read_text(encoding="utf-8")
    assert [mention.maker.id for mention in arms_makers_in(text)] == ["splav"]


def test_the_word_for_alloy_is_no_maker() -> None:
    assert arms_makers_in("Завод льёт сплав алюминия, этот сплав лёгкий.") == ()
    assert is_arms_maker("АО «НПО „Сплав“ им. А. Н. Ганичева»")
    assert not is_arms_maker("Минский автомобильный завод")


def test_nothing_found_is_said_with_lists_dates_and_threshold(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "eu.xml").write_text(published.EU, encoding="utf-8")
    found = check([Subject("Bäckerei Sonnenschein", SubjectKind.FIRM)], open_lists(tmp_path))
    for language, words in (("en", "no hit above 0.70"), ("de", "kein Treffer über 0,70"), ("ru", "нет совпадений выше 0,70")):
        said = summary(found, language)
        assert words in said
        assert "2026-11-20" in said
        assert "clean" not in said.lower()


def test_command_shows_decides_and_fails_strictly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    parties = tmp_path / "parties.csv"
    parties.write_text("name,kind\nNPO Splav,company\n", encoding="utf-8")
    with pytest.raises(SystemExit) as shown:
        main(["screen", str(parties), "--json"])
    assert shown.value.code == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "messlatte.screening/1"
    flag = document["flags"][0]
    assert flag["blocks"]
    with pytest.raises(SystemExit) as strict:
        main(["screen", str(parties), "--strict"])
    assert strict.value.code == 4
    with pytest.raises(SystemExit) as decided:
        main(["screen", "decide", flag["id"], "--person", "A", "--state", "dismissed", "--reason", "a shop of that name"])
    assert decided.value.code == 0
    with pytest.raises(SystemExit) as again:
        main(["screen", str(parties), "--strict"])
    assert again.value.code == 0
    assert Store(default_path()).history()[0].person == "A"
