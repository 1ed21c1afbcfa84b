import { useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { changeOccupationStatus, deleteOccupation, nextStatuses, type OccupationSheet, type OccupationStatus } from '@sommier/domain/occupations';
import { addDays } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { RefusedFindings, type Answers } from './guard-notes.tsx';

export const TOUCHED = ['getOccupation', 'listOccupations', 'getOccupationFacets', 'findOccupation', 'getOccupancy', 'listOccupationConflicts', 'getAlert', 'listAlert', 'getFinding', 'listFinding'];

/** One step of a right's life, with what it asks: a day, who gave notice, a reason. */
const StepDialog = ({ o, to, onClose }: { o: OccupationSheet; to: OccupationStatus; onClose: () => void }) => {
  const t = useT();
  const code = useCodeText();
  const say = useToast();
  const { code: commune } = useCommune();
  const [answers, setAnswers] = useState<Answers>({});
  const step = useChange(changeOccupationStatus, TOUCHED);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (name: string): string | null => { const v = String(form.get(name) ?? '').trim(); return v === '' ? null : v; };
    const lastDay = text('last');
    const ends = text('ends');
    step.mutate({
      params: { commune, id: o.id }, options: { headers: { 'if-match': `"v${String(o.version)}"` } },
      body: {
        to, on: lastDay === null ? null : addDays(lastDay, 1), reason: text('reason'), noticeGivenOn: text('given'), noticeBy: to === 'notice' ? (text('by') === 'commune' ? 'commune' : 'occupant') : null,
        ...(ends === null ? {} : { endsOn: addDays(ends, 1) }), overrides: Object.entries(answers).filter(([, r]) => r.trim().length >= 10).map(([guardCode, reason]) => ({ guardCode: guardCode as never, reason })),
      },
    }, { onSuccess: () => { say(t('occ.step.done', { ref: o.reference, status: code('code.occ.status.', to) })); onClose(); } });
  };
  return (
    <Dialog title={t(`occ.step.${to}`)} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{t(`occ.step.${to}.why`)}</p>
        {(to === 'ended' || to === 'notice') && <TextField label={t('occ.step.last')} name="last" type="date" required defaultValue={o.endsOn === null ? '' : addDays(o.endsOn, -1)} />}
        {to === 'notice' && <><TextField label={t('occ.notice.given')} name="given" type="date" required /><SelectField label={t('occ.notice.by')} name="by"><option value="occupant">{code('code.occ.noticeby.', 'occupant')}</option><option value="commune">{code('code.occ.noticeby.', 'commune')}</option></SelectField></>}
        {to === 'active' && o.writtenStatus !== 'draft' && <TextField label={t('occ.step.newend')} hint={t('occ.step.newend.hint')} name="ends" type="date" />}
        {to !== 'notice' && <TextField label={t('occ.step.reason')} name="reason" required={o.writtenStatus === 'ended'} maxLength={1000} />}
        {step.error && <Problem error={step.error} />}
        {step.error && <RefusedFindings error={step.error} answers={answers} onAnswer={setAnswers} />}
        <div className="row"><Button kind="main" type="submit" refuse={step.isPending && t('shell.wait')}>{t(`occ.step.${to}`)}</Button><Button kind="flat" onClick={onClose}>{t('shell.cancel')}</Button></div>
      </form>
    </Dialog>
  );
};

/** The steps open to a right in its state; a draft that never counted can be forgotten. */
export const StatusActions = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const can = useCan();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const [to, open] = useState<OccupationStatus | null>(null);
  const drop = useChange(deleteOccupation, TOUCHED);
  if (!can('occupation.write')) return null;
  const forget = () => drop.mutate({ params: { commune, id: o.id }, options: { headers: { 'if-match': `"v${String(o.version)}"` } } }, { onSuccess: () => void navigate({ to: '/c/$commune/occupations', params: { commune }, search: {} }) });
  return (
    <>
      {nextStatuses(o.writtenStatus, o.rank).map((s) => <Button key={s} {...(o.writtenStatus === 'draft' ? { kind: 'main' as const } : {})} onClick={() => open(s)}>{t(`occ.step.${s}`)}</Button>)}
      {!o.validated && o.children.length === 0 && <Button kind="flat" refuse={drop.isPending && t('shell.wait')} onClick={forget}>{t('occ.forget')}</Button>}
      {drop.error && <Problem error={drop.error} />}
      {to !== null && <StepDialog o={o} to={to} onClose={() => open(null)} />}
    </>
  );
};
