import type { ActivityAnswerRow } from '@sommier/domain/activity';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Table } from '../../platform/ui/index.ts';
import { MEASURES, type Measure } from './measures.ts';

/** A figure as it is written: parts with one decimal, money in the commune's currency, an estimate with its sign unless `bare`. */
export const useWritten = (): ((m: Measure, n: number, bare?: boolean) => string) => {
  const f = useFormat();
  const intl = useIntl();
  return (m, n, bare = false) => `${m.near && !bare ? '≈ ' : ''}${m.kind === 'money' ? f.money(String(n)) : m.kind === 'part' ? intl.formatNumber(n, { maximumFractionDigits: 1 }) : f.whole(n)}`;
};

/** Places side by side, a line a figure; each beside the first, in percent of it. */
export const ZonesCompare = ({ rows, nameOf }: { rows: readonly ActivityAnswerRow[]; nameOf: (r: ActivityAnswerRow) => string }) => {
  const t = useT();
  const intl = useIntl();
  const written = useWritten();
  const [first] = rows;
  if (!first) return null;
  const against = (m: Measure, r: ActivityAnswerRow): string => {
    const [a, b] = [m.of(first), m.of(r)];
    return a === 0 ? '–' : intl.formatNumber(b / a - 1, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  };
  return (
    <section className="card"><h2>{t('activity.compare')}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('activity.compare')}>
        <Table<Measure> label={t('activity.compare')} rows={MEASURES} keyOf={(m) => m.key} columns={[
          { key: 'm', head: t('activity.measure'), cell: (m) => t(m.head) },
          ...rows.flatMap((r, i) => [
            { key: `v${String(i)}`, head: <bdi>{nameOf(r)}</bdi>, num: true, cell: (m: Measure) => written(m, m.of(r)) },
            ...(i === 0 ? [] : [{ key: `d${String(i)}`, head: t('activity.against', { zone: nameOf(first) }), num: true, cell: (m: Measure) => <bdi dir="ltr">{against(m, r)}</bdi> }]),
          ]),
        ]} />
      </div>
    </section>
  );
};
