import { all, at, fileRecords, plainValue, refusing, SourceRefused, type XmlNode } from '../../../platform/source/index.ts';
import type { Reader } from '../../imports/index.ts';
import { digestOf } from './staged.ts';

const MONTHS = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'];
/** A day of every year, as "1 janvier", "01/01" or "--01-01"; null where it is none. */
export function dayOfYear(raw: string): { month: number; day: number } | null {
  const text = raw.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim();
  const word = /^(\d{1,2})(?:er)?\s+([a-z]+)$/.exec(text), short = /^(\d{1,2})[/-](\d{1,2})$/.exec(text), iso = /^(?:--|\d{4}-)(\d{2})-(\d{2})$/.exec(text);
  const found = word ? { day: Number(word[1]), month: MONTHS.indexOf(word[2] ?? '') + 1 } : short ? { day: Number(short[1]), month: Number(short[2]) } : iso ? { month: Number(iso[1]), day: Number(iso[2]) } : null;
  return found !== null && found.month >= 1 && found.month <= 12 && found.day >= 1 && found.day <= new Date(Date.UTC(2024, found.month, 0)).getUTCDate() ? found : null;
}
const iso = (year: number, d: { month: number; day: number }): string => `${year}-${String(d.month).padStart(2, '0')}-${String(Math.min(d.day, new Date(Date.UTC(year, d.month, 0)).getUTCDate())).padStart(2, '0')}`;
const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
/** A decimal of the file ("1,10", "3.5"), as text; null where it is none. */
const decimal = (raw: string | null): string | null => { const t = raw?.replace(/[\s€%]/g, '').replace(',', '.') ?? ''; return /^\d{1,7}(\.\d{1,4})?$/.test(t) ? t : null; };
/** What has no class is taxed by a percentage (CGCT art. L2333-30): category 19 of the State's list. */
const PERCENT = new Set(['19']);
const value = (node: XmlNode | undefined, ...names: string[]): string | null => names.map((n) => plainValue(at(node, n)?.text ?? node?.attributes[n], 100)).find((v) => v !== null) ?? null;
const cell = (text: string | null): string => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);

/** Reads the tariffs of the *taxe de séjour* as the State publishes them (OCSIT@N). A row is one tariff of one period, counted from 1. */
export const read: Reader = (input, output) => refusing(output, async () => {
  let rows = 0, councils = 0;
  const seen = new Map<string, number>();
  // Periods are days of every year: the year is the file's own, else the day given, the one in its name, or today's; the batch says which.
  const named = /(20\d{2})/.exec(input.name)?.[1], captured = input.options['captured'];
  const asked = Number(typeof captured === 'string' ? captured.slice(0, 4) : named ?? String(input.options['today']).slice(0, 4));
  output.meta({ notes: { year: asked, year_from: typeof captured === 'string' ? 'option' : named === undefined ? 'today' : 'name' } });
  for await (const node of fileRecords(input.file, new Set(['deliberation']))) {
    councils += 1;
    const voted = at(node, 'saisie', 'collectiviteDeliberante') ?? at(node, 'collectiviteDeliberante');
    const members = all(at(node, 'collectivites'), 'collectivite');
    const councilsOf = [...new Map([...(voted === undefined ? [] : [voted]), ...members].map((m) => [value(m, 'siren') ?? '', { siren: value(m, 'siren') ?? '', name: value(m, 'nom', 'libelle', 'name') ?? plainValue(m.text, 200) }])).values()];
    const said = Number(value(node, 'annee', 'exercice', 'anneeApplication') ?? value(at(node, 'saisie'), 'annee', 'exercice') ?? NaN);
    const from = Number.isInteger(said) ? said : asked;
    const department = decimal(value(node, 'taxeAdditionnelleDepartementale')) ?? (/^(true|oui|1)$/i.test(value(node, 'taxeAdditionnelleDepartementale') ?? '') ? '10' : null);
    const floor = decimal(value(node, 'loyerMaximumNuit'));
    for (const period of all(at(node, 'periodes'), 'periode')) {
      const a = dayOfYear(value(period, 'dateDebut') ?? ''), b = dayOfYear(value(period, 'dateFin') ?? '');
      for (const tariff of all(at(period, 'tarifs') ?? period, 'tarif')) {
        rows += 1;
        const refuse = (column: string, raw: string | null, code: string, params: Record<string, unknown> = {}): void => { output.refuse({ row: rows, column, value: raw, code, params: { line: tariff.line, ...params } }); };
        const category = value(tariff, 'categorieId', 'categorie'), amount = decimal(plainValue(tariff.text, 40) ?? value(tariff, 'montant', 'valeur', 'tarif'));
        const wrong = councilsOf.find((c) => !/^\d{9}$/.test(c.siren));
        if (councilsOf.length === 0 || wrong !== undefined) { refuse('siren', wrong?.siren ?? null, 'bad_siren'); continue; }
        if (category === null) { refuse('categorieId', null, 'required_value', { field: 'categorieId' }); continue; }
        if (amount === null) { refuse('tarif', plainValue(tariff.text, 40), 'bad_number'); continue; }
        if (a === null || b === null) { refuse(a === null ? 'dateDebut' : 'dateFin', value(period, a === null ? 'dateDebut' : 'dateFin'), 'bad_date'); continue; }
        if (from < 1990 || from > 2200) { refuse('annee', String(from), 'bad_date'); continue; }
        const start = iso(from, a), last = iso(b.month < a.month ? from + 1 : from, b);
        const first = councilsOf.map((c) => seen.get(`${c.siren}/${category}/${start}`)).find((r) => r !== undefined);
        if (first !== undefined) { refuse('tarif', `${category} ${start}`, 'duplicate_key', { first }); continue; }
        const unit = PERCENT.has(category) ? 'percent' : 'amount';
        for (const council of councilsOf) {
          seen.set(`${council.siren}/${category}/${start}`, rows);
          const wait = output.write([rows, cell(council.siren), cell(council.name), cell(category), start, next(last), unit, amount, department ?? '', floor ?? '', digestOf(council, category, start, last, unit, amount, department, floor)].join(',') + '\n');
          if (wait) await wait;
        }
      }
    }
  }
  if (councils === 0) throw new SourceRefused('not_ocsitan');
  return rows;
});
