import { useState } from 'react';
import { CRITERIA, setValorisation, type ValorisationSetting } from '@sommier/domain/valorisation';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, TextField } from '../../platform/ui/index.ts';

/** What the commune asks of idle property: points for each criterion, and how it rates its districts. */
export const WeightsForm = ({ setting, districts }: { setting: ValorisationSetting; districts: readonly string[] }) => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const [weights, setWeights] = useState(setting.weights);
  const [places, setPlaces] = useState<Record<string, string>>(Object.fromEntries(Object.entries(setting.places).map(([k, v]) => [k, String(v)])));
  const save = useChange(setValorisation, ['valorisation.rank']);
  const fixed = !can('register.rules');
  const body = { weights, places: Object.fromEntries(Object.entries(places).filter(([, v]) => v !== '').map(([k, v]) => [k, Number(v)])) };
  return (
    <details>
      <summary>{t('vz.weights')}</summary>
      <div className="filters">{CRITERIA.map((c) => <TextField key={c} label={t('vz.weight', { name: t(`vz.c.${c}`) })} type="number" min={0} max={10} value={weights[c]} disabled={fixed} onChange={(e) => setWeights({ ...weights, [c]: Math.min(10, Math.max(0, Math.trunc(Number(e.target.value)))) })} />)}</div>
      <div className="filters">{districts.map((d) => <TextField key={d} label={t('vz.place', { name: `\u2068${d}\u2069` })} type="number" min={0} max={1} step={0.1} value={places[d] ?? ''} disabled={fixed} onChange={(e) => setPlaces({ ...places, [d]: e.target.value })} />)}</div>
      {save.error && <Problem error={save.error} />}
      {!fixed && <Button refuse={CRITERIA.every((c) => weights[c] === 0) && t('vz.weights')} onClick={() => save.mutate({ params: { commune }, body })}>{t('vz.save')}</Button>}
    </details>
  );
};
