import { currencyExponent } from '../shared/money.ts';
import { fromDecimal, ratio, show, times } from '../shared/ratio.ts';
import { fill, type Language } from '../shared/texts.ts';
import type { TaxRule } from '../tax/rule.ts';
import { PHRASES, type Phrase } from './phrases.ts';
import { toConfirmIn } from './to-confirm.ts';
import { wordOf } from './words.ts';

/** One sentence of a rule. `about` names what it speaks of, so that two versions can be laid side by side. */
export interface Said { about: string; text: string }

/** A decimal with at least the currency's decimals, as the language writes it. */
export function sayMoney(decimal: string, currency: string, language: Language): string {
  const [whole = '0', rest = ''] = decimal.split('.');
  const decimals = rest.padEnd(currencyExponent(currency), '0');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === 'fr' ? '\u202f' : language === 'ar' ? '.' : ',');
  const text = `${grouped}${decimals === '' ? '' : `${language === 'en' ? '.' : ','}${decimals}`} ${currency}`;
  return language === 'ar' ? `\u2066${text}\u2069` : text;
}
const isolated = (text: string, language: Language): string => (language === 'ar' ? `\u2066${text}\u2069` : text);
const number = (decimal: string, language: Language): string => isolated(language === 'en' ? decimal : decimal.replace('.', ','), language);
const percent = (decimal: string, language: Language): string => isolated(`${language === 'en' ? show(times(fromDecimal(decimal), ratio(100))) : show(times(fromDecimal(decimal), ratio(100))).replace('.', ',')} %`, language);
const day = (iso: string, language: Language): string => (language === 'en' ? iso : isolated(`${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`, language));
const monthDay = (md: string, language: Language): string => isolated(`${md.slice(3)}/${md.slice(0, 2)}`, language);

/**
 * The rule in plain sentences, for whoever votes it or owes it: nothing that it does is left out. Pure; amounts as written in the rule.
 * @param language fr, ar (right to left, figures isolated) or en
 */
export function readRule(rule: TaxRule, language: Language): Said[] {
  const say = (key: Phrase, params: Record<string, string | number> = {}): string => fill(PHRASES[language][key], params);
  const money = (decimal: string): string => sayMoney(decimal, rule.currency, language);
  const list = (codes: readonly string[]): string => { const words = codes.map((c) => wordOf(c, language)); return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(language === 'ar' ? '، ' : ', ')} ${say('or')} ${words.at(-1) ?? ''}`; };
  const out: Said[] = [];
  const add = (about: string, text: string): void => { out.push({ about, text }); };
  const start = rule.from === null ? say('always') : say('from', { from: day(rule.from, language) });
  const span = rule.to === null ? say('open', { start }) : say('to', { start, to: day(rule.to, language) });
  const semicolon = language === 'ar' ? '؛ ' : language === 'en' ? '; ' : '\u202f; ', colon = language === 'fr' ? '\u202f: ' : ': ';
  const base = say(rule.basis);
  add('validity', `${span}${rule.basis.includes('night') || rule.basis === 'stay' || rule.basis === 'percent_price' || rule.basis === 'price_band' ? `${semicolon}${say(`datedBy_${rule.datedBy}`)}` : ''}.`);
  const capital = base.charAt(0).toUpperCase() + base.slice(1);
  const steps = rule.tiers === undefined ? '' : ` ${say(`tiers_${rule.tiers.by}`)}${colon}${rule.tiers.rows.map((r) => (r.amount === undefined ? say('tier_factor', { from: number(r.from, language), x: number(r.factor ?? '1', language) }) : say('tier_amount', { from: number(r.from, language), x: rule.basis.startsWith('percent') ? percent(r.amount, language) : money(r.amount) }))).join(semicolon)}. ${say(`tiers_${rule.tiers.mode}`)}`;
  if (rule.basis === 'price_band') add('amount', `${say('due_bands', { base: capital })} ${(rule.bands ?? []).map((b) => (b.upTo === null ? say('band_last', { amount: money(b.amount) }) : say('band', { upTo: money(b.upTo), amount: money(b.amount) }))).join(semicolon)} (${say(rule.bandPer === 'room_night' ? 'band_room' : 'band_person')}).`);
  else if (rule.amount === undefined && rule.rate === undefined) add('amount', `${say('due_tiers', { base: capital })}${steps}`);
  else add('amount', `${say('due', { base: capital, amount: rule.rate !== undefined && rule.basis.startsWith('percent') ? percent(rule.rate, language) : money(rule.amount ?? '0') })}${steps}`);
  const w = rule.when;
  const conditions = [
    ...(['zones', 'platformKinds', 'classes', 'vehicleTypes', 'goods', 'nationalities'] as const).flatMap((k) => { const codes = w[k]; return codes === undefined ? [] : [say(k, { x: list(codes) })]; }),
    ...(w.populationOver === undefined ? [] : [say('populationOver', { x: number(String(w.populationOver), language) })]), ...(w.populationUpTo === undefined ? [] : [say('populationUpTo', { x: number(String(w.populationUpTo), language) })]),
  ];
  add('when', conditions.length === 0 ? say('when_all') : say('when', { list: conditions.join(language === 'ar' ? ` ${say('and')}` : ` ${say('and')} `) }));
  if (w.zones !== undefined) add('zone_note', say('zone_note'));
  if (rule.maxNightsPerStay !== undefined) add('maxNights', say('maxNights', { n: rule.maxNightsPerStay }));
  if (rule.ageMin !== undefined) add('ageMin', say('ageMin', { n: rule.ageMin }));
  if (rule.exemptions.length > 0) add('exemptions', say('exemptions', { x: rule.exemptions.map((e) => e.label?.[language] ?? e.label?.fr ?? wordOf(e.code, language)).join(language === 'ar' ? '، ' : ', ') }));
  if (rule.threshold !== undefined) add('threshold', rule.threshold.exclusive ? say('threshold_orders_up', { x: money(rule.threshold.min) }) : say(`threshold_${rule.threshold.of}`, { x: money(rule.threshold.min) }));
  if (rule.excluded !== undefined) add('excluded', say('excluded', { x: list(rule.excluded) }));
  if (rule.abatement !== undefined) add('abatement', say('abatement', { x: percent(rule.abatement, language) }));
  const { min: least, max: most } = rule.legalBand ?? {}, share = rule.basis.startsWith('percent') ? (x: string) => percent(x, language) : money;
  if (least !== undefined || most !== undefined) add('band', say('band_legal', { x: say(least === undefined ? 'band_to' : most === undefined ? 'band_from' : 'band_between', { ...(least === undefined ? {} : { min: share(least) }), ...(most === undefined ? {} : { max: share(most) }) }) }));
  if (rule.minPerUnit !== undefined) add('min', say('min', { x: money(rule.minPerUnit) }));
  if (rule.capPerUnit !== undefined) add('cap', say('cap', { x: money(rule.capPerUnit) }));
  rule.seasons.forEach((s, i) => { add(`season.${String(i)}`, say('season', { from: monthDay(s.from, language), to: monthDay(s.to, language), x: [...(s.amount === undefined ? [] : [say('season_amount', { x: money(s.amount) })]), ...(s.factor === undefined ? [] : [say('season_factor', { x: number(s.factor, language) })])].join(` ${say('and')} `) })); });
  rule.fees.forEach((f) => { add(`fee.${f.code}`, say(f.when === 'first' ? 'fee_first' : 'fee_always', { x: money(f.amount), what: wordOf(f.code, language) })); });
  rule.additional.forEach((a) => { add(`additional.${a.code}`, say('additional', { x: percent(a.rate, language), who: a.label?.[language] ?? a.label?.fr ?? a.beneficiary })); });
  add('rounding', `${say(`rounding_${rule.rounding.per}`)} ${say(rule.rounding.mode)}`);
  add('payer', `${say(`payer_${rule.payer}`)}${language === 'ar' ? ' ' : semicolon}${say(`collector_${rule.collector}`)}.`);
  const period = say(`period_${rule.returnPeriod}`);
  add('period', rule.dueDay === undefined ? say('noDay', { period }) : say('dueDay', { period, n: rule.dueDay }));
  rule.penalties.forEach((p) => { add(`penalty.${p.code}`, p.kind === 'fixed' ? say('penalty_fixed', { x: money(p.value) }) : p.kind === 'percent' ? say('penalty_percent', { x: percent(p.value, language) }) : p.ceiling === undefined ? say('penalty_interest', { x: percent(p.value, language) }) : say('penalty_interest_held', { x: percent(p.value, language), top: percent(p.ceiling, language) })); });
  add('legal', say(`legal_${rule.legal.status}`, { ref: isolated(rule.legal.ref, language) }));
  add('verified', rule.legal.verifiedOn === undefined ? say('unverified') : say('verified', { by: rule.legal.verifiedBy ?? '', on: day(rule.legal.verifiedOn, language) }));
  if (rule.legal.toConfirm.length > 0) add('toConfirm', say('toConfirm', { x: rule.legal.toConfirm.map((x) => isolated(toConfirmIn(language, x), language)).join(semicolon) }));
  return out;
}
