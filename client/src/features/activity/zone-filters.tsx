import { activityChoices, HOST_SIZES, type HostSize } from '@sommier/domain/activity';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { SelectField, TextField } from '../../platform/ui/index.ts';

export interface Filters { on?: string; platform?: string; roomType?: string; lodgingClass?: string; hosts?: HostSize }

/** The day and what narrows a question: platform, kind, class, size of hosts. */
export const ZoneFilters = ({ filters, onChange, today }: { filters: Filters; onChange: (f: Filters) => void; today: string }) => {
  const t = useT();
  const code = useCodeText();
  const { code: commune } = useCommune();
  const { data } = useEndpoint(activityChoices, { params: { commune } });
  const set = (key: keyof Filters, value: string) => { const { [key]: _former, ...rest } = filters; onChange(value ? { ...rest, [key]: value } as Filters : rest); };
  const pick = (key: 'platform' | 'roomType' | 'lodgingClass', label: string, values: readonly string[], text: (v: string) => string = (v) => v) => (
    <SelectField label={label} value={filters[key] ?? ''} onChange={(e) => set(key, e.currentTarget.value)}><option value="">{t('activity.hosts.all')}</option>{values.map((v) => <option key={v} value={v}>{text(v)}</option>)}</SelectField>
  );
  return (
    <>
      <TextField label={t('activity.on')} type="date" value={filters.on ?? today} onChange={(e) => set('on', e.currentTarget.value)} />
      {pick('platform', t('activity.platform'), data?.platforms ?? [])}
      {pick('roomType', t('activity.kind'), data?.roomTypes ?? [], (v) => code('code.room.', v))}
      {pick('lodgingClass', t('activity.class'), data?.lodgingClasses ?? [])}
      <SelectField label={t('activity.hosts')} value={filters.hosts ?? ''} onChange={(e) => set('hosts', e.currentTarget.value)}><option value="">{t('activity.hosts.all')}</option>{HOST_SIZES.map((s) => <option key={s} value={s}>{t(`activity.hosts.${s}`)}</option>)}</SelectField>
    </>
  );
};
