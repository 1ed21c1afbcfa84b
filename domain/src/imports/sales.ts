import type { CellFault } from './map-row.ts';
import { COMPARABLE_KINDS, MARKET_USES } from '../comparables/words.ts';
import { toMinor } from '../shared/money.ts';

/** The fields a `sales` file may feed: a sale or a letting seen on the market. A rent says its period. */
export const SALE_FIELDS = {
  reference: 'text', sale_kind: 'word', market_use: 'word', traded_on: 'date', area_m2: 'area', price: 'amount', currency: 'text', period: 'word',
  property: 'text', address: 'text', district: 'text', source: 'text', note: 'text', lon: 'coordinate', lat: 'coordinate', wkt: 'geometry',
} as const;
export const SALE_WORDS: Record<string, readonly string[]> = { sale_kind: COMPARABLE_KINDS, market_use: MARKET_USES };
/** What files write for them, on folded text. First match wins; order matters. */
export const SALE_SPELLINGS: Record<string, readonly (readonly [code: string, pattern: RegExp])[]> = {
  sale_kind: [['rent', /loyer|locat|bail|^rent|letting|lease|كراء|ايجار/], ['sale', /vente|cession|mutation|acquisition|^sale|sold|بيع|تفويت/]],
  market_use: [
    ['dwelling', /habit|logement|appart|villa|maison|dwelling|housing|house|flat|سكن|شقه|دار/], ['office', /bureau|office|cabinet|مكتب|مكاتب/], ['workshop', /atelier|depot|entrepot|industr|artisan|workshop|warehouse|storage|ورشه|مخزن|صناع/],
    ['shop', /commerc|boutique|magasin|local|shop|retail|cafe|restaurant|تجار|محل|دكان/], ['land', /terrain|lot\b|parcelle|foncier|^land|plot|ارض|قطعه/], ['other', /^(autre|other|اخر)/],
  ],
};
/** What headings are called, folded and without separators. */
export const SALE_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['reference', /^(reference|ref|id|idmutation|numero|numeroacte|acte|المرجع|الرقم)$/], ['sale_kind', /^(kind|salekind|nature|naturemutation|operation|type|transaction|نوعالعمليه|العمليه)$/],
  ['traded_on', /^(tradedon|date|datevente|datemutation|dateacte|datebail|saledate|day|التاريخ|تاريخالبيع)$/], ['market_use', /^(marketuse|usage|use|typelocal|typebien|affectation|الاستعمال|نوعالعقار)$/],
  ['area_m2', /^(aream2|area|surface|superficie|surfacem2|surfacereellebati|المساحه)$/], ['price', /^(price|prix|montant|valeurfonciere|loyer|rent|amount|الثمن|السعر|المبلغ)$/], ['currency', /^(currency|devise|monnaie|العمله)$/],
  ['period', /^(period|periode|periodicite|المده|الدوريه)$/], ['property', /^(property|codebien|bien|code|propertycode|رمزالملك)$/], ['address', /^(address|adresse|situation|العنوان)$/], ['district', /^(district|quartier|arrondissement|secteur|zone|الحي|المنطقه)$/],
  ['source', /^(source|origine|المصدر)$/], ['note', /^(note|notes|observations?|commentaire|ملاحظات)$/], ['lon', /^(lon|lng|longitude|x)$/], ['lat', /^(lat|latitude|y)$/], ['wkt', /^(wkt|geom|geometry|geometrie)$/],
];

type Fields = Record<string, string | number | null>;
const text = (f: Fields, key: string): string | null => { const v = f[key]; return v === undefined || v === null ? null : String(v); };
const NEEDED = [['sale_kind', 'sale_kind_missing'], ['market_use', 'sale_use_missing'], ['traded_on', 'sale_day_missing'], ['area_m2', 'sale_area_missing'], ['price', 'sale_price_missing']] as const;

/** Settles a mapped row: the price in minor units of the commune's currency. Answers what stands against it; a rent without its period is refused, never read as monthly. */
export function settleSale(f: Fields, money: { exponent: number; currency: string }): CellFault[] {
  const faults: CellFault[] = [];
  const refuse = (column: string, code: string, params: Record<string, unknown> = {}): void => { faults.push({ column, value: text(f, column), code, params }); };
  for (const [column, code] of NEEDED) if (text(f, column) === null) refuse(column, code);
  const said = text(f, 'price');
  if (said !== null) {
    const minor = toMinor(said, money.exponent);
    if (minor === null) refuse('price', 'lease_decimals', { decimals: money.exponent });
    else if (minor === '0') refuse('price', 'sale_price_missing');
    else f['price'] = minor;
  }
  if (text(f, 'sale_kind') === 'rent' && text(f, 'period') === null) refuse('period', 'sale_period_missing');
  if (text(f, 'sale_kind') === 'sale') f['period'] = null;
  const currency = text(f, 'currency');
  if (currency !== null && currency.toUpperCase() !== money.currency) refuse('currency', 'lease_currency', { currency: money.currency });
  return faults;
}
