import { useState, type FormEvent } from 'react';
import { CLASSES, ClassFactors, createRun } from '@sommier/domain/portfolio';
import { listZoneSets } from '@sommier/domain/zones';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

/** What a mass valuation is asked. A class of condition counts for 100 % until the commune says otherwise. */
export const NewRunDialog = ({ today, onClose, onMade }: { today: string; onClose: () => void; onMade: (id: string) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [p, set] = useState({ name: '', day: today, months: '36', zones: '', fewest: '3', jump: '30', spread: '60', times: '10' });
  const [factors, weigh] = useState<Record<string, string>>(Object.fromEntries(CLASSES.map((c) => [c, '100'])));
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const make = useChange(createRun, ['listMassRuns']);
  const put = (name: keyof typeof p) => (e: { target: { value: string } }) => set({ ...p, [name]: e.target.value });
  const send = (e: FormEvent) => {
    e.preventDefault();
    const basis = ClassFactors.safeParse(Object.fromEntries(CLASSES.map((c) => [c, Math.round(Number(factors[c]) * 100)])));
    if (!basis.success) return;
    make.mutate({ params: { commune }, body: { name: p.name.trim(), day: p.day, months: Number(p.months), zones: p.zones || null, fewest: Number(p.fewest), factors: basis.data, jumpBp: Number(p.jump) * 100, spreadBp: Number(p.spread) * 100, areaTimes: Number(p.times) } }, { onSuccess: (made) => { onMade(made.id); onClose(); } });
  };
  return (
    <Dialog wide title={t('portfolio.new')} onClose={onClose} foot={<Button kind="main" type="submit" form="mass-run" disabled={make.isPending}>{t('portfolio.start')}</Button>}>
      <form id="mass-run" className="stack" onSubmit={send}>
        <div className="pairs"><TextField label={t('portfolio.name')} required maxLength={200} value={p.name} onChange={put('name')} /><TextField label={t('portfolio.day')} type="date" required value={p.day} onChange={put('day')} /><TextField label={t('portfolio.months')} type="number" required min={1} max={240} value={p.months} onChange={put('months')} />
          <SelectField label={t('portfolio.zones')} value={p.zones} onChange={put('zones')}><option value="">{t('portfolio.districts')}</option>{sets.data?.rows.map((s) => <option key={s.name} value={s.name}>{s.name}</option>)}</SelectField><TextField label={t('portfolio.fewest')} hint={t('portfolio.fewest.hint')} type="number" required min={1} max={100} value={p.fewest} onChange={put('fewest')} /></div>
        <h3>{t('portfolio.factors')}</h3>
        <div className="pairs">{CLASSES.map((c) => <TextField key={c} label={`${t(c === 'unknown' ? 'portfolio.class.unknown' : `condition.class.${c}`)} (%)`} type="number" required min={0.01} max={500} step="0.01" value={factors[c] ?? ''} onChange={(e) => weigh({ ...factors, [c]: e.target.value })} />)}</div>
        <h3>{t('portfolio.limits')}</h3>
        <div className="pairs"><TextField label={t('portfolio.jump')} type="number" required min={0} value={p.jump} onChange={put('jump')} /><TextField label={t('portfolio.spread')} type="number" required min={0} value={p.spread} onChange={put('spread')} /><TextField label={t('portfolio.times')} type="number" required min={2} max={1000} value={p.times} onChange={put('times')} /></div>
        <Note>{t('portfolio.how')}</Note>{make.error && <Problem error={make.error} />}
      </form>
    </Dialog>
  );
};
