import type { OfficeProposal } from '@sommier/domain/collection';
import { useT } from '../../platform/i18n/index.ts';
import { TextField } from '../../platform/ui/index.ts';
import { readAmount } from '../ledger/index.ts';

/** What an assessment by office rests on, while it is typed. */
export interface TypedStay { stays: string; nights: string; guests: string; rooms: string; arrival: string; class: string; nationality: string; zone: string; price: string }
export const emptyStay = (from: string): TypedStay => ({ stays: '1', nights: '1', guests: '1', rooms: '1', arrival: from, class: '', nationality: '', zone: '', price: '' });
const COUNTS = ['stays', 'nights', 'guests', 'rooms'] as const, WORDS = ['class', 'nationality', 'zone'] as const;
const whole = /^[1-9]\d{0,3}$/;

/** What is sent of it; null while a number is none. What nobody said stays unsaid: the rules ask for it by name. */
export function readStay(s: TypedStay, exponent: number): Omit<OfficeProposal, 'reason' | 'language'> | null {
  const price = s.price.trim() === '' ? undefined : readAmount(s.price, exponent);
  if (price === null || !COUNTS.every((k) => whole.test(s[k]))) return null;
  return {
    stays: Number(s.stays), nights: Number(s.nights), guests: Number(s.guests), rooms: Number(s.rooms), ...(s.arrival === '' ? {} : { arrival: s.arrival }),
    ...Object.fromEntries(WORDS.flatMap((k) => (s[k].trim() === '' ? [] : [[k, s[k].trim()]]))), ...(price === undefined ? {} : { priceMinor: price }),
  };
}

/** The stays of an assessment by office, and what the tariff may ask of them: class, origin, zone, price. */
export const OfficeFields = ({ value, onChange, currency }: { value: TypedStay; onChange: (next: TypedStay) => void; currency: string }) => {
  const t = useT();
  const put = (k: keyof TypedStay) => (e: { currentTarget: HTMLInputElement }): void => onChange({ ...value, [k]: e.currentTarget.value });
  return <>
    <div className="pair">{COUNTS.map((k) => <TextField key={k} label={t(`collect.stay.${k}`)} inputMode="numeric" value={value[k]} onChange={put(k)} />)}</div>
    <div className="pair"><TextField type="date" label={t('collect.stay.arrival')} value={value.arrival} onChange={put('arrival')} /><TextField label={t('collect.stay.price', { currency })} inputMode="decimal" value={value.price} onChange={put('price')} /></div>
    <div className="pair">{WORDS.map((k) => <TextField key={k} label={t(`collect.stay.${k}`)} hint={t(`collect.stay.${k}.hint`)} value={value[k]} onChange={put(k)} />)}</div>
  </>;
};
