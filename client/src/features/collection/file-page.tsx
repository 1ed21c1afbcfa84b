import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { collectionPaper, getFile, LETTERS, showReference, takeStep, type CollectionStep, type FileSheet, type NextStep } from '@sommier/domain/collection';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Ledger, Note, Problem, Ref, Tag } from '../../platform/ui/index.ts';
import { StepDialog, type Asked } from './step-dialogs.tsx';
import { STEP_TONE, TOUCHED } from './tones.ts';

const SUMS = ['assessed', 'corrected', 'penalties', 'paid', 'open'] as const;
const LETTER_STEPS = ['notice', 'request', 'reminder', 'formal_notice', 'enforcement'] as const;
type LetterStep = (typeof LETTER_STEPS)[number];
const isLetterStep = (kind: string): kind is LetterStep => (LETTER_STEPS as readonly string[]).includes(kind);

const Steps = ({ file, onServe }: { file: FileSheet; onServe: (s: CollectionStep) => void }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const { code: commune } = useCommune();
  return (
    <ol className="flat-list">{file.steps.filter((s) => s.kind !== 'served').map((s) => (
      <li key={s.id}><span>{f.day(s.on)}</span>
        <span><Tag tone={STEP_TONE[s.kind]}>{word('collect.step.', s.kind)}</Tag> {s.paper && <Ref>{s.paper.number}</Ref>} {s.detail.outcome && <b>{word('collect.outcome.', s.detail.outcome)}</b>} <small className="block"><bdi>{[s.signedBy, [s.detail.law, s.detail.article].filter(Boolean).join(', ')].filter(Boolean).join(' · ')}</bdi></small>
          {s.note && <small className="block"><bdi>{s.note}</bdi></small>}{s.servedOn && <small className="block">{t('collect.served.on', { day: f.day(s.servedOn) })}</small>}</span>
        <span className="row">{s.paper && <a className="btn flat" href={urlOf(collectionPaper, { params: { commune, id: s.paper.id } })} download>{t('collect.paper', { page: s.paper.page })}</a>}
          {s.servedOn === null && (LETTERS as readonly string[]).includes(s.kind) && s.kind !== 'appeal_decision' && can('collect.write') && <Button kind="flat" onClick={() => onServe(s)}>{t('collect.serve')}</Button>}</span>
      </li>))}</ol>
  );
};

/** What may come next, and what not yet: the day it may, and the text that says so. */
const Next = ({ file, ask }: { file: FileSheet; ask: (a: Asked) => void }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const take = useChange(takeStep, TOUCHED);
  const why = (n: NextStep): string | false => (n.ok ? false : t('collect.not_yet', { why: word('collect.why.', n.reason ?? ''), day: n.day === null ? '' : f.day(n.day), law: n.rule === null ? '' : [n.rule.law, n.rule.article].filter(Boolean).join(', ') }));
  const go = (kind: NextStep['kind']): void => { if (isLetterStep(kind)) take.mutate({ params: { commune, id: file.id }, body: { kind, language } }); else if (kind !== 'served') ask({ kind } as Asked); };
  const needs = (kind: NextStep['kind']) => (['appeal_decision', 'office_assessment', 'closed', 'reopened'].includes(kind) ? 'collect.decide' as const : 'collect.write' as const);
  const shown = file.next.filter((n) => can(needs(n.kind)));
  return (
    <section className="card"><h2>{t('collect.next')}</h2>
      {take.error && <Problem error={take.error} />}
      {shown.length === 0 && <p className="small">{t('collect.next.none')}</p>}
      <ul className="flat-list">{shown.map((n) => <li key={n.kind}><span><Button {...(n.ok && n.kind !== 'closed' ? { kind: 'main' as const } : {})} refuse={why(n)} onClick={() => go(n.kind)}>{word('collect.do.', n.kind)}</Button></span><span>{!n.ok && <small>{why(n)}</small>}{n.ok && n.rule && <small><bdi>{[n.rule.law, n.rule.article].filter(Boolean).join(', ')}</bdi>{n.rule.status === 'to_confirm' && <> <Tag tone="warn">{t('collect.delays.to_confirm')}</Tag></>}</small>}</span><span /></li>)}</ul>
    </section>
  );
};

/** A file: what is claimed and from what reckoning, every step with its paper, what may come next and from when. */
export const FilePage = () => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const { id } = useParams({ strict: false }) as { id: string };
  const [asked, ask] = useState<Asked | null>(null);
  const read = useEndpoint(getFile, { params: { commune, id } });
  const file = read.data;
  if (!file) return <main id="main" className="page collect">{read.error ? <Problem error={read.error} onRetry={() => void read.refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  const e = file.evidence;
  return (
    <main id="main" className="page collect">
      <div className="row"><div className="grow"><p><Link to={file.kind === 'claim' ? '/c/$commune/collection' : '/c/$commune/controls'} params={{ commune }}>{t(file.kind === 'claim' ? 'collect.title' : 'collect.controls')}</Link></p><h1><Ref>{file.number}</Ref> {file.partyId && <Link to="/c/$commune/taxpayers/$id" params={{ commune, id: file.partyId }}><bdi>{file.party ?? '–'}</bdi></Link>}</h1></div>
        {file.suspended && <Tag tone="warn">{t('collect.suspended')}</Tag>}{file.outcome && <Tag tone="ok">{t(`collect.closed.${file.outcome}`)}</Tag>}</div>
      <p><Ref>{file.tax}</Ref> · <Ref>{`${f.day(file.from)} – ${f.day(file.to)}`}</Ref>{file.dueOn && <> · {t('collect.due_on')} {f.day(file.dueOn)}</>} · {t('collect.reference')} <Ref>{showReference(file.reference)}</Ref></p>
      {file.dueId && <dl className="sum">{SUMS.map((k) => <div key={k}><dt>{t(`collect.${k}`)}</dt><dd>{f.money(file[k])} <small>{currency}</small></dd></div>)}</dl>}
      <div className="two">
        <div className="col">
          <section className="card"><h2>{t('collect.steps')}</h2>{file.steps.length === 0 ? <p className="small">{t('collect.steps.none')}</p> : <Steps file={file} onServe={(s) => ask({ kind: 'served', step: s })} />}</section>
          {file.lines.length > 0 && <section className="card"><h2>{t('collect.lines')}</h2><div className="scroll" tabIndex={0} role="region" aria-label={t('collect.lines')}><table className="tbl"><caption className="vh">{t('collect.lines')}</caption><thead><tr><th scope="col">{t('collect.rule')}</th><th scope="col">{t('collect.formula')}</th><th scope="col" className="num">{t('collect.amount')}</th></tr></thead>
            <tbody>{file.lines.map((l, i) => <tr key={i}><td className="wrap"><Ref>{l.rule}</Ref> <small><bdi>{l.legalRef}</bdi></small></td><td><Ref>{l.formula}</Ref></td><td className="num">{f.money(l.amount)}</td></tr>)}</tbody></table></div></section>}
        </div>
        <div className="col">
          <Next file={file} ask={ask} />
          {file.kind === 'control' && <section className="card"><h2>{t('collect.evidence')}</h2>{file.label && <p><bdi>{file.label}</bdi></p>}<Ledger lines={[[t('collect.evidence.declared'), f.whole(e.declaredNights)], [t('collect.evidence.reported'), f.whole(e.reportedNights)], [t('collect.evidence.estimated'), e.estimatedLow === undefined || e.estimatedLow === null ? '–' : `${f.whole(e.estimatedLow)}–${f.whole(e.estimatedHigh)}`], [<b key="g">{t('collect.evidence.gap')}</b>, <b key="n">{f.whole(e.gapNights)}</b>]]} />{!file.partyId && <Note tone="warn">{t('collect.no_party')}</Note>}</section>}
          {file.kind === 'claim' && file.steps.length === 0 && <Note>{word('collect.step.', 'none')}</Note>}
        </div>
      </div>
      {asked && <StepDialog file={file} asked={asked} onClose={() => ask(null)} />}
    </main>
  );
};
