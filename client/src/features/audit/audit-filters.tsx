import { auditFacets, type AuditAsked } from '@sommier/domain/audit';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, SelectField, TextField } from '../../platform/ui/index.ts';

export interface Wanted { actor: string; action: string; kind: string; number: string; from: string; to: string }
export const NOTHING: Wanted = { actor: '', action: '', kind: '', number: '', from: '', to: '' };
/** What is sent of it; a kind alone takes all things of it. */
export const askedOf = (w: Wanted): AuditAsked => ({
  ...(w.actor ? { actor: w.actor } : {}), ...(w.action ? { action: w.action } : {}), ...(w.kind ? { subject: `${w.kind}:${w.number.trim()}` } : {}), ...(w.from ? { from: w.from } : {}), ...(w.to ? { to: w.to } : {}),
});

/** Who, what, which thing, which days: chosen from what the trail holds. */
export const AuditFilters = ({ wanted, onChange }: { wanted: Wanted; onChange: (w: Wanted) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const facets = useEndpoint(auditFacets, { params: { commune } }).data;
  const field = (key: keyof Wanted) => ({ value: wanted[key], onChange: (e: { currentTarget: { value: string } }) => onChange({ ...wanted, [key]: e.currentTarget.value, ...(key === 'kind' && e.currentTarget.value === '' ? { number: '' } : {}) }) });
  const features = [...new Set((facets?.actions ?? []).map((a) => a.split('.')[0] ?? ''))];
  return (
    <div className="row filters" role="search">
      <SelectField label={t('trail.by')} {...field('actor')}>
        <option value="">{t('trail.all')}</option>{facets?.actors.map((a) => <option key={a.id} value={a.id}>{a.name}</option>)}
        {(['command', 'system', 'declarant'] as const).map((a) => <option key={a} value={a}>{t(`trail.${a}`)}</option>)}
      </SelectField>
      <SelectField label={t('trail.action')} {...field('action')} dir="ltr">
        <option value="">{t('trail.all')}</option>
        {features.map((name) => <optgroup key={name} label={name}><option value={`${name}.`}>{name}.∗</option>{facets?.actions.filter((a) => a.startsWith(`${name}.`)).map((a) => <option key={a} value={a}>{a}</option>)}</optgroup>)}
      </SelectField>
      <SelectField label={t('trail.kind')} {...field('kind')} dir="ltr"><option value="">{t('trail.all')}</option>{facets?.kinds.map((k) => <option key={k} value={k}>{k}</option>)}</SelectField>
      <TextField label={t('trail.number')} {...field('number')} disabled={wanted.kind === ''} maxLength={80} size={8} autoComplete="off" dir="ltr" />
      <TextField label={t('trail.from')} type="date" {...field('from')} />
      <TextField label={t('trail.to')} type="date" {...field('to')} />
      {Object.values(wanted).some((v) => v !== '') && <Button kind="flat" icon="x" onClick={() => onChange(NOTHING)}>{t('trail.clear')}</Button>}
    </div>
  );
};
