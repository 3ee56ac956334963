"""The open data: a package that a validator of the standard takes, whose rows are those of the files, by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import frictionless
import pytest

from bri_data.__main__ import main
from bri_data.documents.package import TRAVEL_COLUMNS, File, zipped
from bri_data.model.clock import now
from bri_data.model.schema import TABLES

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the project's own data, as the command writes it."""
    place = tmp_path_factory.mktemp("open")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("BRI_CACHE_DIR", str(place / "cache"))
        settings.setenv("BRI_DATA_DIR", str(DATA))
        assert main(["package", str(place / "paquet")]) == 0
    return place / "paquet"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_validator_of_the_standard_takes_every_table_and_every_reference(package: Path) -> None:
    descriptor = frictionless.Package(str(package / "datapackage.json"))
    tables = [one for one in descriptor.resources if one.format == "csv"]
    assert len(tables) == len(TABLES) + 1
    for parquet in [one.name for one in descriptor.resources if one.format != "csv"]:
        descriptor.remove_resource(parquet)  # read further down by DuckDB
    report = descriptor.validate()
    assert report.valid, report.flatten(["title", "message", "note"])[:5]
    file = package / "csv" / "activites.csv"
    sound = file.read_bytes()
    try:
        file.write_bytes(sound.replace(b",mission,", b",voyage,", 1))
        faults = descriptor.get_resource("activites").validate().flatten(["type"])
        assert ["constraint-error"] in faults
    finally:
        file.write_bytes(sound)


def test_every_row_is_in_csv_and_in_parquet_with_its_lists_and_no_other(package: Path) -> None:
    for table in TABLES:
        whole, given = rows(DATA / table.file), rows(package / "csv" / table.file)
        place = package / "parquet" / f"{Path(table.file).stem}.parquet"
        counted = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(place)]).fetchone()
        assert (len(given), counted) == (len(whole), (len(whole),)), table.file
    asked = "SELECT villes, debut FROM read_parquet(?) WHERE identifiant = '2022-mission-paris-le-havre-tunis'"
    found = duckdb.execute(asked, [str(package / "parquet" / "activites.parquet")]).fetchone()
    assert found == (["paris", "le-havre", "tunis"], "2022-11-11")


def test_the_descriptor_speaks_both_languages_and_states_no_licence_that_nobody_gave(package: Path) -> None:
    said = json.loads((package / "datapackage.json").read_text("utf-8"))
    activities = next(one for one in said["resources"] if one["name"] == "activites")
    fields = {one["name"]: one for one in activities["schema"]["fields"]}
    assert activities["titles"] == {"fr": "Activités", "en": "Activities"}
    assert fields["debut"]["titles"] == {"fr": "Début", "en": "Start"}
    assert {"fields": "lieu", "reference": {"resource": "villes", "fields": "identifiant"}} in activities["schema"][
        "foreignKeys"
    ]
    assert "licenses" not in said


def test_missions_stand_in_the_federal_columns_with_what_is_published_of_them(package: Path) -> None:
    missions = rows(package / "missions-travelq.csv")
    assert tuple(missions[0]) == TRAVEL_COLUMNS
    held = [one for one in rows(DATA / "activites.csv") if one["type"] == "mission" and one["etat"] == "realisee"]
    assert {one["ref_number"] for one in missions} == {one["identifiant"] for one in held}
    tunis = next(one for one in missions if one["ref_number"] == "2022-mission-paris-le-havre-tunis")
    amounts = [tunis[name] for name in ("airfare", "other_transport", "lodging", "meals", "other_expenses", "total")]
    # 5 900 + 3 600 + 1 270 is 10 770: the source says 10 700
    assert amounts == ["", "5900.00", "3600.00", "1270.00", "", "10700.00"]
    assert (tunis["start_date"], tunis["end_date"], tunis["name"]) == ("2022-11-11", "2022-11-19", "")
    assert tunis["destination_fr"] == "Paris | Le Havre | Tunis"


def test_places_are_points_of_longitude_then_latitude(package: Path) -> None:
    places = json.loads((package / "lieux.geojson").read_text("utf-8"))["features"]
    namur = next(one for one in places if one["id"] == "namur")
    known = next(one for one in rows(DATA / "villes.csv") if one["identifiant"] == "namur")
    assert namur["geometry"] == {
        "type": "Point",
        "coordinates": [float(known["longitude"]), float(known["latitude"])],
    }


def test_a_folder_that_holds_something_is_left_as_it_is(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in package.rglob("*") if file.is_file()}
    assert main(["package", str(package)]) == 1
    assert "n’est pas vide" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in package.rglob("*") if file.is_file()} == before


def test_a_zip_of_one_moment_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    files = [File("a.txt", io.BytesIO(b"a").getvalue(), {})]
    assert zipped(files, now()) == zipped(files, now())
