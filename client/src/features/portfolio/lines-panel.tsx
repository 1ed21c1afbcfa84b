import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { LINE_STATES, OUTLIERS, decideLine, listLines, type MassLine, type MassRunSheet } from '@sommier/domain/portfolio';
import { useEstimate } from './use-estimate.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../platform/ui/index.ts';

const TONE = { valued: 'ok', held: 'warn', accepted: 'info', excluded: 'mute', none: 'mute' } as const;
type State = MassLine['state'];

const Decide = ({ run, line, onClose }: { run: string; line: MassLine; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const about = useEstimate();
  const [reason, setReason] = useState('');
  const decide = useChange(decideLine, ['listMassLines', 'getMassRun', 'listMassRuns']);
  const go = (take: boolean) => decide.mutate({ params: { commune, id: run, asset: line.asset }, body: { take, reason: reason.trim() } }, { onSuccess: onClose });
  const refuse = reason.trim().length < 3 && t('portfolio.reason.needed');
  return (
    <Dialog title={`${line.code}: ≈ ${about(line.value)} ${currency}`} onClose={onClose} foot={<><Button refuse={refuse} onClick={() => go(false)}>{t('portfolio.exclude')}</Button><Button kind="main" refuse={refuse} onClick={() => go(true)}>{t('portfolio.accept')}</Button></>}>
      <dl className="led"><dt>{t('portfolio.outlier')}</dt><dd>{line.outliers.map((o) => t(`portfolio.outlier.${o}`)).join(', ')}</dd><dt>{t('portfolio.formula')}</dt><dd><bdi dir="ltr">{f.squareMetres(line.areaM2)} × {f.money(line.perM2)} × {f.percent(line.factorBp / 10_000)}</bdi></dd><dt>{t('portfolio.before')}</dt><dd>{about(line.before)}</dd></dl>
      <TextField label={t('portfolio.reason')} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} />{decide.error && <Problem error={decide.error} />}
    </Dialog>
  );
};

/** The lines of a run, what waits for a decision first. */
export const LinesPanel = ({ run }: { run: MassRunSheet }) => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const about = useEstimate();
  const may = useCan()('register.write') && run.state === 'draft';
  const { code: commune, currency } = useCommune();
  const [state, setState] = useState<State | ''>(run.held > 0 ? 'held' : '');
  const [outlier, setOutlier] = useState('');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<MassLine | null>(null);
  const list = useEndpoint(listLines, { params: { commune, id: run.id }, query: { page, size: 25, ...(state ? { state } : {}), ...(outlier ? { outlier: outlier as 'jump' } : {}) } }, { keep: true });
  return (
    <section className="panel"><h2>{t('portfolio.lines')} <small>{f.whole(list.data?.total ?? null)}</small></h2>
      <div className="filters">
        <SelectField label={t('portfolio.state')} value={state} onChange={(e) => { setState(e.target.value as State | ''); setPage(1); }}><option value="">{t('condition.all')}</option>{LINE_STATES.map((s) => <option key={s} value={s}>{t(`portfolio.line.${s}`)}</option>)}</SelectField>
        <SelectField label={t('portfolio.outlier')} value={outlier} onChange={(e) => { setOutlier(e.target.value); setPage(1); }}><option value="">{t('condition.all')}</option>{OUTLIERS.map((o) => <option key={o} value={o}>{t(`portfolio.outlier.${o}`)}</option>)}</SelectField>
      </div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('portfolio.lines')}><Table<MassLine> label={t('portfolio.lines')} rows={list.data?.rows ?? []} keyOf={(l) => l.asset} {...(may ? { onSelect: (l: MassLine) => { if (l.outliers.length > 0) choose(l); } } : {})} columns={[
        { key: 'code', head: t('condition.property'), cell: (l) => <Link to="/c/$commune/assets/$id" params={{ commune, id: l.asset }} search={{ tab: 'value' }}><Ref>{l.code}</Ref></Link> }, { key: 'name', head: t('condition.name'), className: 'sample', cell: (l) => <bdi>{nameOf(l)}</bdi> },
        { key: 'use', head: t('comparables.use'), cell: (l) => (l.use === null ? '–' : t(`comparables.use.${l.use}`)) }, { key: 'zone', head: t('comparables.zone'), className: 'sample', cell: (l) => <><bdi>{l.zone ?? '–'}</bdi>{l.wider && <small> {t('portfolio.wider')}</small>}</> }, { key: 'area', head: t('comparables.area'), num: true, cell: (l) => f.area(l.areaM2) },
        { key: 'm2', head: t('comparables.per_m2', { currency }), num: true, cell: (l) => f.money(l.perM2) }, { key: 'value', head: `${t('portfolio.value')} (${currency})`, num: true, cell: (l) => (l.value === null ? '–' : <>≈ {about(l.value)}</>) },
        { key: 'state', head: t('portfolio.state'), cell: (l) => <><Tag tone={TONE[l.state]}>{t(`portfolio.line.${l.state}`)}</Tag>{(l.reason ?? l.outliers[0]) && <small> {[...l.outliers.map((o) => t(`portfolio.outlier.${o}`)), l.reason && t(`portfolio.none.${l.reason}`)].filter(Boolean).join(', ')}</small>}</> },
      ]} /></div>
      <Pager page={page} size={25} total={list.data?.total ?? 0} onPage={setPage} />
      {chosen && <Decide run={run.id} line={chosen} onClose={() => choose(null)} />}
    </section>
  );
};
