"""Timetables: what the specification allows, and what feeds contain all the same."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest

from messlatte.core.errors import InputError, UsageError
from messlatte.projects.example_feed import Town, write_example_feed
from messlatte.projects.gtfs import open_feed, read_table
from messlatte.projects.timetable import read_timetable

FEED = {
    "routes": "route_id,route_short_name,route_type\nr1,10,3\nr2,T1,0\nr3,20,704\n",
    "trips": "route_id,service_id,trip_id,shape_id,block_id\nr1,wk,a,,b1\nr1,wk,b,,b1\nr2,wk,tram,,\nr3,sat,c,,b2\n",
    "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "wk,1,1,1,1,1,0,0,20260105,20260111\nsat,0,0,0,0,0,1,0,20260105,20260111\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon\ns1,West,54.0,37.0\ns2,East,54.0,37.1\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "a,08:00:00,08:00:00,s1,1\na,08:20:00,08:20:00,s2,2\n"
    "b,24:50:00,24:50:00,s2,1\nb,25:10:00,25:10:00,s1,2\n"
    "c,9:00:00,9:00:00,s1,1\nc,9:15:00,9:15:00,s2,2\n"
    "tram,08:00:00,08:00:00,s1,1\ntram,08:20:00,08:20:00,s2,2\n",
}


def written(tmp_path, changes=None, folder=""):
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (FEED | (changes or {})).items():
            if text is not None:
                archive.writestr(f"{folder}{name}.txt", text)
    return path


def test_a_day(tmp_path):
    timetable = read_timetable(written(tmp_path))
    assert timetable.day == date(2026, 1, 5)
    assert [(trip.id, trip.route, trip.start, trip.end) for trip in timetable.trips] == [
        ("a", "10", 28_800, 30_000),
        ("b", "10", 89_400, 90_600),
    ]
    assert [t.name for t in timetable.terminals] == ["West", "East"]
    assert timetable.blocks_today == 1
    assert timetable.lengths == "stops"
    assert timetable.trips[0].metres == pytest.approx(6535.8 * 1.3, rel=1e-3)  # 0.1 degree of longitude at 54 degrees north


def test_another_day_and_one_route(tmp_path):
    assert [t.id for t in read_timetable(written(tmp_path), day=date(2026, 1, 10)).trips] == ["c"]
    with pytest.raises(UsageError, match="no trip of these routes on 2026-01-11; the calendar covers 2026-01-05 to 2026-01-11"):
        read_timetable(written(tmp_path), day=date(2026, 1, 11))
    with pytest.raises(UsageError, match="99"):
        read_timetable(written(tmp_path), routes=["99"])


def test_dates_that_are_added_and_removed(tmp_path):
    extra = {"calendar_dates": "service_id,date,exception_type\nwk,20260106,2\nsat,20260106,1\n"}
    assert [t.id for t in read_timetable(written(tmp_path, extra), day=date(2026, 1, 6)).trips] == ["c"]
    only_dates = {"calendar": None, "calendar_dates": "service_id,date,exception_type\nwk,20260106,1\n"}
    assert read_timetable(written(tmp_path, only_dates)).day == date(2026, 1, 6)
    with pytest.raises(InputError, match="names a day"):
        read_timetable(written(tmp_path, {"calendar": None}))


def test_frequencies(tmp_path):
    often = {"frequencies": "trip_id,start_time,end_time,headway_secs\na,06:00:00,07:00:00,900\na,22:00:00,22:10:00,600\n"}
    trips = read_timetable(written(tmp_path, often)).trips
    assert [trip.start // 60 for trip in trips if trip.id.startswith("a")] == [360, 375, 390, 405, 1320]
    assert all(trip.end - trip.start == 1200 for trip in trips)
    endless = {"frequencies": "trip_id,start_time,end_time,headway_secs\na,00:00:00,999:00:00,1\n"}
    with pytest.raises(InputError, match="headway"):
        read_timetable(written(tmp_path, endless))


@pytest.mark.parametrize(("unit", "metres"), [(1.0, 9000), (0.001, 9000), (0.001 / 1.609344, 9000)])
def test_distances_of_the_feed_in_an_unknown_unit(tmp_path, unit, metres):
    rows = FEED["stop_times"].splitlines()
    told = [rows[0] + ",shape_dist_traveled"] + [f"{row},{0 if row.split(',')[-1] == '1' else 9000 * unit}" for row in rows[1:]]
    timetable = read_timetable(written(tmp_path, {"stop_times": "\n".join(told)}))
    assert timetable.lengths == "shape_dist_traveled"
    assert timetable.trips[0].metres == pytest.approx(metres)


def test_lengths_by_shape(tmp_path):
    changes = {
        "trips": FEED["trips"].replace("a,,b1", "a,line,b1"),
        "shapes": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nline,54.0,37.1,3\nline,54.0,37.0,1\nline,54.03,37.05,2\n",
    }
    trip = read_timetable(written(tmp_path, changes)).trips[0]
    assert trip.metres == pytest.approx(9340, rel=0.01)


def test_a_feed_in_a_folder_within_the_zip_or_unpacked_or_odd(tmp_path):
    assert len(read_timetable(written(tmp_path, folder="gtfs/")).trips) == 2
    home = tmp_path / "open"
    home.mkdir()
    for name, text in FEED.items():
        (home / f"{name}.txt").write_text("\ufeff" + text.replace("\n", "\r\n").replace("West", '"We,st"') + "\r\n,,\r\n", "utf-8")
    assert len(read_timetable(home).trips) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stop_times": None}, "no stop_times.txt"),
        ({"routes": "route_id,route_short_name,route_type\nr2,T1,0\n"}, "buses"),
        ({"trips": "route_id,trip_id\nr1,a\n"}, "no column service_id"),
        ({"stop_times": FEED["stop_times"].replace(":", "h")}, "none of the 2 trips"),
        ({"stops": "stop_id\ns1\n"}, "stop without position"),
        ({"stops": b"stop_id,stop_name\ns1,\xff\xfe\x00\n"}, "UTF-8"),
        ({"calendar": ""}, "no column"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, changes, words):
    with pytest.raises(InputError, match=words):
        read_timetable(written(tmp_path, changes))


def test_no_file_no_zip_and_a_bomb(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_timetable(tmp_path / "missing.zip")
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(InputError, match="cannot be opened"):
        read_timetable(tmp_path / "text.zip")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stop_times.txt", "trip_id,stop_id\n" + "a,b\n" * 500_000)
    with pytest.raises(InputError, match="more data"):
        read_table(open_feed(bomb, limit=100_000), "stop_times", ("trip_id",), ("trip_id",))


def test_trips_that_cannot_be_used_are_counted(tmp_path):
    rows = FEED["stop_times"].replace("b,25:10:00,25:10:00", "b,24:10:00,24:10:00")
    timetable = read_timetable(written(tmp_path, {"stop_times": rows}))
    assert timetable.left_out == {"ends before it begins": 1}


def test_the_invented_town(tmp_path):
    path = tmp_path / "town.zip"
    count = write_example_feed(path, Town(routes=4, minutes=30))
    timetable = read_timetable(path, day=date(2026, 3, 4))
    assert len(timetable.trips) == count
    assert max(trip.end for trip in timetable.trips) > 86_400
    assert 15 < timetable.speed < 20
    assert len(read_timetable(path, day=date(2026, 5, 8)).trips) < count  # a Friday that runs as a Sunday
