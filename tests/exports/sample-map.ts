import { pageLayout, type PrintRequest } from '@sommier/domain/exports';
import { assetsStyle, listingsStyle, parcelsStyle, zonesStyle } from '@sommier/domain/style';
import type { MapDocument, PrintLayer, Shape } from '../../server/src/features/exports/pdf/map-document.ts';
import { POINTS_PER_MM } from '../../server/src/features/exports/pdf/map-document.ts';

/** A frame near Tunis in EPSG:32632, with corners PROJ gave; sizes of the frame follow the paper, so the ground does too. */
const CRS = {
  epsg: 32632, crsName: 'WGS 84 / UTM zone 32N',
  wkt: 'PROJCS["WGS 84 / UTM zone 32N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]',
};

async function* once(shapes: readonly Shape[]): AsyncGenerator<readonly Shape[]> { yield shapes; }

/** A repeatable number between 0 and 1. */
const sequence = (seed: number) => (): number => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };

/** A sheet with one of everything, made without a database: for tests of the drawing alone. */
export function sampleMap(request: PrintRequest): MapDocument {
  const page = pageLayout(request.paper, request.orientation, request.language === 'ar');
  const next = sequence(42);
  const x0 = page.map.x * POINTS_PER_MM, y0 = page.map.y * POINTS_PER_MM;
  const w = page.map.width * POINTS_PER_MM, h = page.map.height * POINTS_PER_MM;
  const square = (x: number, y: number, a: number, b: number): Shape['shape'] => ({ type: 'Polygon', coordinates: [[[x, y], [x + a, y + 2], [x + a - 2, y + b], [x, y + b - 2], [x, y]]] });
  const parcels: Shape[] = [];
  for (let x = 0; x < w; x += 34) for (let y = 0; y < h; y += 26) parcels.push({ properties: { reference: String(parcels.length) }, shape: square(x0 + x, y0 + y, 32, 24) });
  const domains = ['public_naturel', 'prive_affecte', 'indetermine', null];
  const titles = ['titre_foncier', 'requisition', 'non_immatricule', 'sans_document'];
  const assets = Array.from({ length: 48 }, (_, i): Shape => ({
    properties: { domain_class: domains[i % 3], title_state: titles[Math.floor(i / 3) % 4], name: `Bâtiment n° ${i}`, name_ar: `بناية عدد ${i} (ملحق)` },
    shape: square(x0 + next() * w * 0.94, y0 + next() * h * 0.94, 26 + next() * 26, 20 + next() * 20),
  }));
  const listings = Array.from({ length: 80 }, (_, i): Shape => ({ properties: { gone: i % 7 === 0, uncertainty_m: 150 }, shape: { type: 'Point', coordinates: [x0 + (next() + next()) / 2 * w, y0 + (next() + next()) / 2 * h] } }));
  const zones: Shape[] = [{ properties: { label: 'Médina', label_ar: 'المدينة العتيقة' }, shape: square(x0 + w * 0.2, y0 + h * 0.15, w * 0.45, h * 0.6) }];
  const layers: PrintLayer[] = ([[zonesStyle, zones], [listingsStyle, listings], [assetsStyle, assets], [parcelsStyle, parcels]] as const)
    .map(([style, shapes]) => ({ style, title: style.title[request.language], group: 'Registre', shapes: once(shapes) }));
  const [west, south] = [604300, 4072700];
  const metres = (mm: number): number => mm * request.scale / 1000;
  return {
    page, request, layers, commune: request.language === 'ar' ? 'بلدية تونس' : 'Commune de Tunis', date: '2026-11-21',
    title: request.title ?? 'Carte', subtitle: request.subtitle ?? '',
    sheet: { n: 1, of: 1 },
    frame: { ...CRS, rotation: 0, centre: [west + metres(page.map.width) / 2, south + metres(page.map.height) / 2], west, south, east: west + metres(page.map.width), north: south + metres(page.map.height), trueNorth: -0.012, corners: [[36.79, 10.16], [36.8, 10.16], [36.8, 10.18], [36.79, 10.18]] },
    notes: request.language === 'ar' ? ['قرطاج شمال تونس، EPSG:22391', 'الأملاك: السجل البلدي، النسخة 27', 'إعلانات airbnb مرصودة في \u20662026-11-03\u2069', 'وثيقة عمل لا تقوم مقام الرسم']
      : ['WGS 84 / UTM zone 32N, EPSG:32632', 'Biens : registre communal, version 27', 'Annonces airbnb relevées le 2026-11-03, position connue à 150 m près', 'Document de travail, sans valeur de titre'],
  };
}
