import type { Deed } from '@sommier/domain/acts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { TextField } from '../../platform/ui/index.ts';
import { minorOf } from './use-acts.ts';

const THREE = [1, 2, 3] as const;

/** The file of a purchase or a sale: three deliberations and estimates, promise, deed, notary, price, fees, parcels. */
export const DeedFields = () => {
  const t = useT();
  const { currency } = useCommune();
  const money = (name: string, label: string) => <TextField label={`${label} (${currency})`} name={name} inputMode="decimal" dir="ltr" maxLength={20} />;
  return (
    <fieldset className="stack"><legend className="lab">{t('acts.deed')}</legend>
      <div className="pair">{THREE.map((n) => <TextField key={n} label={t('acts.deed.deliberation', { n })} name={`deliberation${n}`} type="date" />)}</div>
      <div className="pair">{THREE.map((n) => <span key={n}>{money(`estimate${n}`, t('acts.deed.estimate', { n }))}</span>)}</div>
      <div className="pair"><TextField label={t('acts.deed.promised')} name="promisedOn" type="date" /><TextField label={t('acts.deed.on')} name="deedOn" type="date" /><TextField label={t('acts.deed.reference')} name="deedReference" maxLength={200} dir="auto" /></div>
      <div className="pair"><TextField label={t('acts.deed.notary')} name="notary" maxLength={200} dir="auto" />{money('priceNet', t('acts.deed.net'))}{money('priceGross', t('acts.deed.gross'))}{money('fees', t('acts.deed.fees'))}</div>
      <div className="pair"><TextField label={t('acts.deed.initial')} name="initialParcels" maxLength={500} dir="auto" /><TextField label={t('acts.deed.final')} name="finalParcels" maxLength={500} dir="auto" /></div>
    </fieldset>
  );
};

/** What was typed, or null where nothing was; `wrong` names the amounts that are none. */
export const readDeed = (form: FormData, exponent: number): { deed: Deed | null; wrong: string[] } => {
  const text = (name: string) => String(form.get(name) ?? '').trim() || null;
  const wrong: string[] = [];
  const amount = (name: string) => {
    const typed = text(name);
    const minor = typed === null ? null : minorOf(typed, exponent);
    if (typed !== null && minor === null) wrong.push(typed);
    return minor;
  };
  const estimates = THREE.map((n) => amount(`estimate${n}`)).filter((x) => x !== null).map((x) => ({ amount: x, by: null, on: null }));
  const deed: Deed = {
    deliberations: THREE.map((n) => text(`deliberation${n}`)).filter((x) => x !== null), estimates, promisedOn: text('promisedOn'), deedOn: text('deedOn'), deedReference: text('deedReference'), notary: text('notary'),
    priceNet: amount('priceNet'), priceGross: amount('priceGross'), fees: amount('fees'), initialParcels: text('initialParcels'), finalParcels: text('finalParcels'), lots: null,
  };
  const empty = Object.values(deed).every((v) => v === null || (Array.isArray(v) && v.length === 0));
  return { deed: empty ? null : deed, wrong };
};
