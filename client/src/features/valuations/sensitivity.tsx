import { useState } from 'react';
import { MOVED, moves, type ValuationInputs } from '@sommier/domain/valuations';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { SelectField, Table } from '../../platform/ui/index.ts';

const RATES: readonly string[] = ['yield', 'voidRate'];

/** The value as one input moves each way: a small table, and its curve for the eye. The input is the reader's choice among those the method hangs on. */
export const Sensitivity = ({ inputs }: { inputs: ValuationInputs }) => {
  const t = useT();
  const format = useFormat();
  const { language } = useLanguage();
  const fields = MOVED[inputs.method];
  const [wanted, want] = useState('');
  const field = fields.includes(wanted) ? wanted : fields[0];
  if (field === undefined) return null;
  const name = (f: string) => t((f === 'pricePerM2' ? 'valuations.comparable.pricePerM2' : `valuations.input.${f}`) as 'valuations.input.yield');
  const points = moves(inputs, field).flatMap((p) => (p.found.kind === 'valued' ? [{ step: p.step, at: p.at, value: p.found.value }] : []));
  const values = points.map((p) => Number(p.value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Bottom and top leave room for the figures; the curve runs from where lines start.
  const y = (v: number) => 92 - ((v - low) / (high - low || 1)) * 64;
  const x = (i: number) => { const at = 40 + (i * 320) / (points.length - 1 || 1); return language === 'ar' ? 400 - at : at; };
  const unit = field === 'voidRate' ? t('valuations.points') : '%';
  return (
    <section className="stack" aria-label={t('valuations.sensitivity')}>
      <h3>{t('valuations.sensitivity')}: {name(field)}</h3>
      {fields.length > 1 && <SelectField label={t('valuations.moved')} value={field} onChange={(e) => want(e.target.value)}>{fields.map((f) => <option key={f} value={f}>{name(f)}</option>)}</SelectField>}
      <svg className="curve" viewBox="0 0 400 124" aria-hidden="true">
        <polyline points={points.map((p, i) => `${x(i)},${y(Number(p.value))}`).join(' ')} />
        {points.map((p, i) => <g key={p.step}><circle cx={x(i)} cy={y(Number(p.value))} r={p.step === 0 ? 4.5 : 3} /><text x={x(i)} y={118}>{`${p.step > 0 ? '+' : ''}${p.step}`}</text>{(i === 0 || p.step === 0 || i === points.length - 1) && <text x={x(i)} y={y(Number(p.value)) - 9}>{format.whole(Math.round(Number(p.value) / 10 ** currencyExponent(inputs.currency)))}</text>}</g>)}
      </svg>
      <Table label={t('valuations.sensitivity')} rows={points} keyOf={(p) => String(p.step)} columns={[
        { key: 'step', head: t('valuations.change'), num: true, cell: (p) => <bdi dir="ltr">{p.step > 0 ? '+' : ''}{p.step} {unit}</bdi> },
        ...(field === 'pricePerM2' ? [] : [{ key: 'at', head: name(field), num: true, cell: (p: (typeof points)[number]) => <bdi dir="ltr">{RATES.includes(field) ? `${format.number(Number(p.at) * 100, 2)} %` : format.number(Number(p.at), 2)}</bdi> }]),
        { key: 'value', head: t('valuations.value'), num: true, cell: (p) => format.money(p.value) },
      ]} />
    </section>
  );
};
