import type { Declaration, DeclarationLine, TaxForm } from '@sommier/domain/declarations';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Note, Ref, Tag } from '../../platform/ui/index.ts';
import { useWords } from './words.ts';
import { usePeriod, useTaxName } from './return-form.tsx';

export const STATE_TONE = { draft: 'mute', filed: 'ok', superseded: 'warn', withdrawn: 'bad' } as const;

/** A line as one sentence. */
const useLine = (): ((line: DeclarationLine) => string) => {
  const t = useT();
  const { word, country } = useWords();
  const { formatNumber } = useIntl();
  return (line) => {
    const kind = t(`declare.kind.${line.kind}`), said = (c: string | undefined) => (c === undefined ? [] : [word(c)]), amount = (v: string | undefined) => (v === undefined ? [] : [`\u2066${v}\u2069`]);
    const rest = line.kind === 'nights' || line.kind === 'stay' ? [...said(line.class), ...(line.kind === 'stay' ? [`\u2066${line.arrival} – ${line.departure}\u2069`] : []), ...line.groups.map((g) => [formatNumber(g.count), ...(g.nationality === undefined ? [] : [country(g.nationality)]), ...(g.adult === true ? [t('declare.adults')] : g.age === undefined ? [] : [t('declare.age.under', { age: g.age + 1 })]), ...(g.exemption === undefined ? [] : [word(g.exemption)])].join(' ')), ...amount(line.price)]
      : line.kind === 'vehicles' ? [...said(line.vehicleType), formatNumber(line.vehicles)] : line.kind === 'trips' ? [...said(line.vehicleType), formatNumber(line.trips)] : line.kind === 'deliveries' ? [...said(line.goods), formatNumber(line.deliveries)] : [...said(line.class), ...said(line.goods), ...amount(line.amount)];
    return [kind, ...rest, ...(line.zone === undefined ? [] : [line.zone])].join(' · ');
  };
};

/** What a filed return says, with its digest and versions. */
export const ReturnView = ({ d, forms }: { d: Declaration; forms: readonly TaxForm[] | undefined }) => {
  const t = useT();
  const say = useLine(), period = usePeriod(), name = useTaxName(forms);
  return (
    <div className="stack">
      <p><b>{name(d.tax)}</b> · {period(d)} · <Tag tone={STATE_TONE[d.state]}>{t(`declare.is.${d.state}`)}</Tag> {d.late && <Tag tone="warn">{t('declare.late')}</Tag>}</p>
      {d.zero ? <p>{t('declare.zero')}</p> : <ul className="said">{d.lines.slice(0, 200).map((l, i) => <li key={i}>{say(l)}</li>)}</ul>}
      {d.note !== null && <p><bdi>{d.note}</bdi></p>}{d.reason !== null && <p>{t('declare.reason')} <bdi>{d.reason}</bdi></p>}
      {d.hash !== null && <p className="small">{t('declare.hash')} <Ref><code className="hash">{d.hash}</code></Ref></p>}
      {d.versions.length > 1 && <p className="small">{t('declare.versions')} {d.versions.map((v) => `${String(v.version)} (${t(`declare.is.${v.state}`)})`).join(' · ')}</p>}
      {d.assessed && <Note tone="warn">{t('declare.assessed')}</Note>}
    </div>
  );
};
