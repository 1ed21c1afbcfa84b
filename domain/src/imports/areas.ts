import { foldText } from '../search/model.ts';
import { readNumber, type Decimal } from './numbers.ts';

/** Square metres as people add them to a figure; it says no more than the column. */
const SQUARE_METRES = /(?:m2|m\^2|mq|sqm|sq\.? ?m|metres? carres?|م2|متر مربع)$/;
const N = String.raw`([\d٠-٩][\d٠-٩\s.,٫]*?)`;
/** Land registers write hectares, ares and centiares: "1 ha 25 a 30 ca", "12 a 50 ca", "0,25 ha". */
const LAND = new RegExp(String.raw`^(?:${N} ?(?:ha|hectares?|هكتار))?(?: ?${N} ?(?:a|ares?|ار))?(?: ?${N} ?(?:ca|centiares?|سنتيار))?$`);
const HECTARES = /(?:^|[^\p{L}])(?:ha|hectares?|هكتار)(?:[^\p{L}]|$)/u;

/** True where a column's heading says that its areas are hectares: "Superficie (ha)". */
export const inHectares = (heading: string): boolean => HECTARES.test(foldText(heading));

/** An area in square metres as written by people, in the unit of its column (1 or 10,000 m²) unless it states its own. Blank is null; what reads two ways is refused. */
export function readArea(raw: string, decimal: Decimal, unit: 1 | 10_000): ReturnType<typeof readNumber> {
  const said = foldText(raw);
  const metres = said.replace(SQUARE_METRES, '').trim();
  if (metres !== said) return readNumber(metres, decimal);
  const land = LAND.exec(said);
  if (land !== null && (land[1] ?? land[2] ?? land[3]) !== undefined) {
    let sum = 0;
    for (const [part, size] of [[land[1], 10_000], [land[2], 100], [land[3], 1]] as const) {
      const read = part === undefined ? { ok: true as const, value: 0 } : readNumber(part, decimal);
      if (!read.ok) return read;
      sum += (read.value ?? 0) * size;
    }
    return { ok: true, value: rounded(sum) };
  }
  const read = readNumber(raw, decimal);
  return read.ok && read.value !== null && unit !== 1 ? { ok: true, value: rounded(read.value * unit) } : read;
}
/** To the millionth of a square metre: what multiplying adds beyond is noise. */
const rounded = (n: number): number => Math.round(n * 1e6) / 1e6;
