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
const DEAL = '(?:vente|cession|mutation|acte|bail|transaction|contrat|location|operation|acquisition|achat|signature|enregistrement)';
const DEALT = '(?:sale|deal|deed|transaction|contract|lease|letting|record)';
const whole = (text: string): RegExp => new RegExp(`^(?:${text})$`);
/** What headings are called, folded and without separators. A price by the square metre is none; the ground is the area only where nothing built is stated before it. */
export const SALE_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['reference', whole(`reference|ref|id|numero|acte|idmutation|n(?:o|umero)?(?:de|du|d)?(?:la|l)?${DEAL}|${DEALT}(?:id|no|number|ref|reference)|المرجع|الرقم|رقم(?:العقد|العمليه|المرجع)`)],
  ['sale_kind', whole(`kind|salekind|nature|operation|type|transaction|(?:nature|type)(?:de|d)?(?:la|l)?${DEAL}|${DEALT}(?:type|kind)|نوعالعمليه|العمليه|نوعالعقد`)],
  ['traded_on', whole(`tradedon|date|day|jour|date(?:de|du|d)?(?:la|l)?${DEAL}|${DEALT}(?:date|day)|(?:date|day)of${DEALT}|التاريخ|تاريخ(?:البيع|العقد|الكراء|العمليه|التفويت)`)],
  ['market_use', whole('marketuse|usage|use|affectation|destination|categorie|(?:type|nature|usage)(?:de|du|d)?(?:l)?(?:bien|local|immeuble)|propertytype|propertyuse|typeofproperty|الاستعمال|نوع(?:العقار|المحل)')],
  ['area_m2', whole('aream2|area|surface|superficie|aire|size|(?:surface|superficie)(?:m2|totale|utile|habitable|batie?|privative|reellebati|couverte|vendue|louee|dubien|dulocal)|(?:floor|gross|net|built|living|useful|total)area|المساحه(?:المبنيه|المغطاه|الجمليه|الصالحه)?')],
  ['area_m2', whole('(?:surface|superficie)(?:du|de)?(?:terrain|parcelle|fonciere|lot)|(?:land|plot)area|مساحهالارض')],
  ['price', whole(`price|prix|montant|valeurfonciere|valeur|amount|rent|(?:prix|montant|valeur)(?:total|ttc|net|paye|convenu|(?:de|du|d)?(?:la|l)?${DEAL})(?:ttc|total)?|loyer(?:mensuel|annuel|trimestriel|semestriel)?|(?:sale|sold|selling|total|purchase|transaction|deal)(?:price|value|amount)|(?:monthly|quarterly|annual|yearly)rent|الثمن|السعر|المبلغ|(?:ثمن|سعر|مبلغ)(?:البيع|العقد|التفويت|الجملي)|(?:ثمن|معلوم|مبلغ)الكراء(?:الشهري|السنوي)?`)],
  ['currency', /^(currency|devise|monnaie|العمله)$/], ['period', /^(period|periode|periodicite|المده|الدوريه)$/], ['property', /^(property|codebien|codedubien|bien|code|propertycode|رمزالملك)$/],
  ['address', /^(address|adresse(dubien|complete|nomvoie)?|situation|emplacement|location|العنوان|الموقع)$/], ['district', /^(district|quartier(zone)?|arrondissement|secteur|zone|neighbou?rhood|الحي|المنطقه)$/],
  ['source', /^(source|origine|المصدر)$/], ['note', /^(note|notes|observations?|commentaires?|remarques?|remarks?|comments?|ملاحظات)$/], ['lon', /^(lon|lng|long|longitude|x)$/], ['lat', /^(lat|latitude|y)$/], ['wkt', /^(wkt|geom|geometry|geometrie)$/],
];
const EVERY: readonly (readonly [period: string, pattern: RegExp])[] = [['month', /mensuel|monthly|شهري/], ['quarter', /trimestriel|quarterly/], ['semester', /semestriel/], ['year', /annuel|annual|yearly|سنوي/]];
/** What the heading of the price itself says where no column does: "Loyer mensuel" is a rent by the month, "Prix de vente" a sale. Shown and changed with the mapping. */
export function saidByPrice(heading: string, taken: ReadonlySet<string>): Record<string, string> {
  const kind = SALE_SPELLINGS['sale_kind']?.find(([, pattern]) => pattern.test(heading))?.[0] ?? (/rent$/.test(heading) ? 'rent' : undefined), every = EVERY.find(([, pattern]) => pattern.test(heading))?.[0];
  return { ...(kind === undefined || taken.has('sale_kind') ? {} : { sale_kind: kind }), ...(every === undefined || taken.has('period') ? {} : { period: every }) };
}

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
