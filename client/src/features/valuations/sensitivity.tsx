import { fromDecimal, plus, ratio, show, times } from '@sommier/domain/shared';
import { sensitivity, type ValuationInputs } from '@sommier/domain/valuations';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Table } from '../../platform/ui/index.ts';

const MOVED: Partial<Record<ValuationInputs['method'], string>> = { income: 'yield', term_reversion: 'yield', replacement_cost: 'unitCost' };
const STEPS = [-20, -10, 0, 10, 20] as const;

/** The value as one input moves a fifth each way: a small table, and its curve for the eye. */
export const Sensitivity = ({ inputs }: { inputs: ValuationInputs }) => {
  const t = useT();
  const format = useFormat();
  const field = MOVED[inputs.method];
  if (field === undefined) return null;
  const start = fromDecimal(String((inputs as Record<string, unknown>)[field]));
  const at = STEPS.map((s) => show(times(start, plus(ratio(1), ratio(s, 100)))).replace('…', ''));
  const points = sensitivity(inputs as ValuationInputs & Record<string, unknown>, field, at).flatMap((p, i) => (p.found.kind === 'valued' ? [{ step: STEPS[i] ?? 0, at: p.at, value: p.found.value }] : []));
  const values = points.map((p) => Number(p.value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (v: number) => 44 - ((v - low) / (high - low || 1)) * 40;
  return (
    <section className="stack" aria-label={t('valuations.sensitivity')}>
      <h3>{t('valuations.sensitivity')}: {t(`valuations.input.${field}` as 'valuations.input.yield')}</h3>
      <svg className="curve" viewBox="0 0 200 48" aria-hidden="true"><polyline points={points.map((p, i) => `${(i * 200) / (points.length - 1 || 1)},${y(Number(p.value))}`).join(' ')} /></svg>
      <Table label={t('valuations.sensitivity')} rows={points} keyOf={(p) => String(p.step)} columns={[
        { key: 'step', head: t('valuations.change'), num: true, cell: (p) => <bdi dir="ltr">{p.step > 0 ? '+' : ''}{p.step} %</bdi> },
        { key: 'at', head: t(`valuations.input.${field}` as 'valuations.input.yield'), num: true, cell: (p) => <bdi dir="ltr">{field === 'yield' ? `${format.number(Number(p.at) * 100, 2)} %` : format.number(Number(p.at), 2)}</bdi> },
        { key: 'value', head: t('valuations.value'), num: true, cell: (p) => format.money(p.value) },
      ]} />
    </section>
  );
};
