import { ASSET_FIELDS, DOMAIN_GROUPS, TITLE_STATES, domainGroup } from '@sommier/domain/assets';
import { listZones, listZoneSets } from '@sommier/domain/zones';
import { useState } from 'react';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Fold, SelectField } from '../../platform/ui/index.ts';
import { useFilterWords, type Listed } from './register-words.ts';
import { useLists } from '../../platform/register-lists.ts';
import { toggled, wordsOf, type Register } from './use-register.ts';

const FIRST = 7;
interface Count { value: string | null; count: number }
/** Values of one field with their counts: the boxes of a facet, the first of them until more are asked for. */
const Values = ({ of, shown, register }: { of: Listed; shown: readonly { word: string; count: number }[]; register: Register }) => {
  const t = useT();
  const format = useFormat();
  const { word } = useFilterWords();
  const [whole, open] = useState(false);
  const on = wordsOf(register.view[of]);
  return (
    <>
      {(whole ? shown : shown.slice(0, FIRST)).map((l) => <Check key={l.word} checked={on.includes(l.word)} onChange={() => register.change({ [of]: toggled(register.view[of], l.word) })}><span>{word(of, l.word)}</span><output>{format.whole(l.count)}</output></Check>)}
      {!whole && shown.length > FIRST && <Button kind="flat" onClick={() => open(true)}>{t('assets.facet.more', { n: shown.length - FIRST })}</Button>}
    </>
  );
};
/** One field's facet. A shut one shows its name until it is asked for, or filters: a page of the register stays light. */
const Facet = ({ of, counts, register, shut = false }: { of: Listed; counts: readonly Count[]; register: Register; shut?: boolean }) => {
  const { title } = useFilterWords();
  const on = wordsOf(register.view[of]);
  const shown = counts.map((c) => ({ word: c.value ?? 'none', count: c.count })).filter((l) => (l.count > 0 && (l.word !== 'none' || !['use', 'origin', 'conservation', 'sub', 'regime'].includes(of))) || on.includes(l.word));
  if (shown.length === 0) return null;
  const values = () => <Values of={of} shown={shown} register={register} />;
  return shut ? <Fold className="facet" title={title(of)} held={on.length > 0}>{values}</Fold> : <section className="facet" aria-label={title(of)}><h2>{title(of)}</h2>{values()}</section>;
};

/** A zone of the commune to look in; its sets are asked for when the facet opens, the zones of a set when it is chosen. */
const ZoneChoice = ({ register }: { register: Register }) => {
  const t = useT();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [set, setSet] = useState('');
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const zones = useEndpoint(listZones, { params: { commune, id: set || '1' }, query: {} }, { enabled: set !== '' });
  return (
    <>
      <SelectField label={t('assets.facet.set')} value={set} onChange={(e) => setSet(e.currentTarget.value)}><option value="">{t('map.filters.any')}</option>{sets.data?.rows.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>
      {set !== '' && <SelectField label={t('assets.facet.zone')} value={register.view.zone ?? ''} onChange={(e) => register.change({ zone: e.currentTarget.value || undefined })}><option value="">{t('map.filters.any')}</option>{(zones.data?.rows ?? []).map((z) => <option key={z.id} value={z.id}>{language === 'ar' && z.labelAr ? z.labelAr : z.label}</option>)}</SelectField>}
    </>
  );
};

/** The commune's own fields that are lists or yes/no; texts are found by words, numbers and days by their bounds in the address. */
const ExtraFacets = ({ register }: { register: Register }) => {
  const t = useT();
  const { language } = useLanguage();
  const { extra, nameOf } = useLists();
  const parts = (register.view.extra ?? '').split(';').filter(Boolean);
  const set = (key: string, value: string) => register.change({ extra: [...parts.filter((p) => !p.startsWith(`${key}:`)), ...(value ? [`${key}:${value}`] : [])].join(';') || undefined });
  const own = extra.filter((f) => f.active && (f.type === 'list' || f.type === 'boolean'));
  if (own.length === 0) return null;
  return (
    <Fold className="facet" title={t('assets.card.extra')} held={parts.length > 0}>{() => own.map((f) => <SelectField key={f.key} label={nameOf(f)} value={parts.find((p) => p.startsWith(`${f.key}:`))?.slice(f.key.length + 1) ?? ''} onChange={(e) => set(f.key, e.currentTarget.value)}><option value="">{t('map.filters.any')}</option>
        {f.type === 'boolean' ? <><option value="yes">{t('assets.yes')}</option><option value="no">{t('assets.no')}</option></> : f.options.map((o) => <option key={o.code} value={o.code}>{o.labels[language]}</option>)}</SelectField>)}</Fold>
  );
};

const MANDATORY = ASSET_FIELDS.filter((f) => f.mandatory && f.key !== 'name');
const sum = (rows: readonly { count: number }[]): number => rows.reduce((n, r) => n + r.count, 0);
/** Counts under the present filter; a box puts a word in the filter or takes it out. */
export const Facets = ({ register }: { register: Register }) => {
  const t = useT();
  const format = useFormat();
  const can = useCan();
  const f = register.facets.data;
  const { view, change } = register;
  if (!f) return <p role="status">{t('shell.loading')}</p>;
  return (
    <>
      <Facet register={register} of="domain" counts={DOMAIN_GROUPS.map((g) => ({ value: g, count: sum(f.legal.filter((r) => domainGroup(r.domainClass) === g)) }))} />
      <Facet register={register} of="title" counts={[...TITLE_STATES, null].map((s) => ({ value: s, count: sum(f.legal.filter((r) => r.titleState === s)) }))} />
      <Facet register={register} of="review" counts={f.review} />
      <section className="facet" aria-label={t('assets.facet.check')}><h2>{t('assets.facet.check')}</h2>
        <Check checked={view.areas === 'differ'} onChange={(e) => change({ areas: e.currentTarget.checked ? 'differ' : undefined })}><span>{t('assets.areas.differ')}</span><output>{format.whole(f.areasDiffer)}</output></Check>
        <Check checked={view.located === 'no'} onChange={(e) => change({ located: e.currentTarget.checked ? 'no' : undefined })}><span>{t('assets.located.no')}</span><output>{format.whole(f.unlocated)}</output></Check>
        <Check checked={view.charged === 'yes'} onChange={(e) => change({ charged: e.currentTarget.checked ? 'yes' : undefined })}><span>{t('assets.charged.yes')}</span></Check>
        <Check checked={view.verified === 'yes'} onChange={(e) => change({ verified: e.currentTarget.checked ? 'yes' : undefined })}><span>{t('assets.checked.yes')}</span></Check>
      </section>
      <Fold className="facet" title={t('assets.missing.title')} held={view.missing !== undefined}>{() => <SelectField label={t('assets.missing.title')} value={view.missing ?? ''} onChange={(e) => change({ missing: e.currentTarget.value || undefined })}><option value="">{t('map.filters.any')}</option>{MANDATORY.map((m) => <option key={m.key} value={m.key}>{t(`assets.field.${m.key}`)}</option>)}</SelectField>}</Fold>
      <Fold className="facet" title={t('map.asset.district')} held={view.district !== undefined}>{() => <SelectField label={t('map.asset.district')} value={view.district ?? ''} onChange={(e) => change({ district: e.currentTarget.value || undefined })}><option value="">{t('map.filters.any')}</option>{f.district.filter((d) => d.value !== null).map((d) => <option key={d.value} value={d.value ?? ''}>{`${d.value ?? ''} (${format.whole(d.count)})`}</option>)}{view.district && !f.district.some((d) => d.value === view.district) && <option value={view.district}>{view.district}</option>}</SelectField>}</Fold>
      <Facet register={register} of="nature" counts={f.nature} shut /><Facet register={register} of="level" counts={f.level} shut /><Facet register={register} of="status" counts={f.status} shut />
      {can('activity.read') && <Fold className="facet" title={t('assets.facet.zone')} held={view.zone !== undefined}>{() => <ZoneChoice register={register} />}</Fold>}
      <Facet register={register} of="use" counts={f.useCode} shut /><Facet register={register} of="origin" counts={f.origin} shut /><Facet register={register} of="conservation" counts={f.conservation} shut /><Facet register={register} of="condition" counts={f.condition} shut />
      <ExtraFacets register={register} />
    </>
  );
};
