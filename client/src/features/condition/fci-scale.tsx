import { useState, type FormEvent } from 'react';
import { SCALES, setFciScale, type FciBand } from '@sommier/domain/condition';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';

type Scale = readonly { band: FciBand; upToBp: number | null }[];

/** The commune's bands with their limits; the one a property stands in is marked. */
export const FciScale = ({ scale, band }: { scale: Scale; band: FciBand | null }) => {
  const t = useT();
  const f = useFormat();
  return <ol className="fciscale" aria-label={t('condition.scale')}>{scale.map((b) => <li key={b.band} {...(b.band === band ? { 'aria-current': true } : {})}>{t(`condition.band.${b.band}`)}<small>{b.upToBp === null ? t('condition.scale.above') : t('condition.scale.upto', { limit: f.percent(b.upToBp / 10_000, 2) })}</small></li>)}</ol>;
};

/** Sets the bands: from a published scale, each limit above the one before. */
export const ScaleDialog = ({ scale, onClose }: { scale: Scale; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [rows, set] = useState(scale.map((b) => ({ band: b.band, limit: b.upToBp === null ? '' : String(b.upToBp / 100) })));
  const save = useChange(setFciScale, ['readCondition', 'getAssetCondition']);
  const limits = rows.slice(0, -1).map((r) => Math.round(Number(r.limit.replace(',', '.')) * 100));
  const wrong = limits.some((l, i) => !(l > (limits[i - 1] ?? -1)) || rows[i]?.limit.trim() === '');
  const start = (of: Scale) => set(of.map((b) => ({ band: b.band, limit: b.upToBp === null ? '' : String(b.upToBp / 100) })));
  const send = (e: FormEvent) => { e.preventDefault(); if (!wrong) save.mutate({ params: { commune }, body: { scale: rows.map((r, i) => ({ band: r.band, upToBp: limits[i] ?? null })) } }, { onSuccess: () => { say(t('condition.scale.saved')); onClose(); } }); };
  return (
    <Dialog title={t('condition.scale')} onClose={onClose} foot={<Button kind="main" type="submit" form="fci-scale" disabled={wrong || save.isPending}>{t('condition.scale.save')}</Button>}>
      <form id="fci-scale" className="stack" onSubmit={send}>
        <Note>{t('condition.scale.why')}</Note>
        <SelectField label={t('condition.scale.start')} value={rows.length === 5 ? 'five' : 'four'} onChange={(e) => start(SCALES[e.target.value as 'four'])}><option value="four">{t('condition.scale.four')}</option><option value="five">{t('condition.scale.five')}</option></SelectField>
        <div className="pairs">{rows.slice(0, -1).map((r, i) => <TextField key={r.band} label={`${t(`condition.band.${r.band}`)}, ${t('condition.scale.limit')} (%)`} inputMode="decimal" required value={r.limit} onChange={(e) => set(rows.map((x, n) => (n === i ? { ...x, limit: e.target.value } : x)))} />)}</div>
        {wrong && <Note tone="warn">{t('condition.scale.wrong')}</Note>}{save.error && <Problem error={save.error} />}
      </form>
    </Dialog>
  );
};
