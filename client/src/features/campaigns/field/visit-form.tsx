import { useEffect, useRef, useState } from 'react';
import { OUTCOMES, type FieldPack } from '@sommier/domain/campaigns';
import { useNameOf } from '../../../platform/format.ts';
import { useT } from '../../../platform/i18n/index.ts';
import { Button, Check, Field, Note, Ref } from '../../../platform/ui/index.ts';
import type { KeptVisit } from './db.ts';
import { FieldMap } from './field-map.tsx';
import { Photos } from './photos.tsx';
import { QuestionInput, useAnswerText, useQuestionName } from './question.tsx';
import { useField } from './use-field.ts';
import { locate } from './use-position.ts';

/** A visit, one question a screen. Each answer is on the device before the next screen shows. */
export const VisitForm = ({ visit, pack, onLeave }: { visit: KeptVisit; pack: FieldPack; onLeave: () => void }) => {
  const t = useT();
  const nameOf = useNameOf();
  const name = useQuestionName();
  const text = useAnswerText();
  const { store, photos } = useField();
  const [v, setV] = useState(visit);
  const [place, setPlace] = useState<'idle' | 'asking' | 'failed'>('idle');
  const camera = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const sheet = pack.sheets.find((s) => s.asset.id === v.asset && s.campaign === v.campaign);
  const questions = pack.campaigns.find((c) => c.id === v.campaign)?.questions ?? [];
  const asked = v.outcome === 'seen' ? questions : [];
  const steps = ['start', ...asked.map((q) => q.key), 'more', 'end'];
  const STEP = `sommier.field.step.${v.client}`;
  const [at, setAt] = useState(() => Math.min(Number(localStorage.getItem(STEP)) || 0, steps.length - 1));
  const step = steps[Math.min(at, steps.length - 1)] ?? 'start';
  const question = asked.find((q) => q.key === step);
  useEffect(() => { heading.current?.focus(); }, [at]);
  const put = (change: Partial<KeptVisit>) => { const next = { ...v, ...change, draft: true }; setV(next); void store.keepVisit(next); };
  const go = (next: number) => { localStorage.setItem(STEP, String(next)); setAt(next); };
  const here = () => {
    setPlace('asking');
    void locate().then((position) => { put({ position }); setPlace('idle'); }).catch(() => setPlace('failed'));
  };
  const finish = () => { void store.finish({ ...v, at: new Date().toISOString() }).then(() => { localStorage.removeItem(STEP); onLeave(); }); };
  const own = photos.filter((p) => p.client === v.client);
  const nameless = v.asset === null && !v.foundName?.trim();
  return (
    <div className="fieldvisit">
      {at === 0 && <FieldMap table="field-steps" pack={pack} position={v.position} only={v.asset ?? '0'} onPick={() => {}} />}
      <div id="field-steps" className="pad stack fieldsteps">
        <p className="small"><bdi>{sheet ? nameOf(sheet.asset) : v.foundName ?? t('field.found')}</bdi> {sheet && <Ref>{sheet.asset.code}</Ref>}</p>
        <h2 ref={heading} tabIndex={-1}>{t('field.step', { n: at + 1, of: steps.length })}</h2>
        <progress max={steps.length} value={at + 1} aria-label={t('field.progress')} />
        {step === 'start' && v.asset === null && <Field label={t('field.found.name')}><input type="text" maxLength={400} value={v.foundName ?? ''} onChange={(e) => put({ foundName: e.target.value || null, label: e.target.value })} /></Field>}
        {step === 'start' && <fieldset className="choices"><legend>{t('field.outcome')}</legend>{OUTCOMES.map((o) => <Check key={o} type="radio" name="outcome" checked={v.outcome === o} onChange={() => put({ outcome: o })}>{t(`field.outcome.${o}`)}</Check>)}</fieldset>}
        {question && (
          <>
            <QuestionInput q={question} value={question.key in v.answers ? v.answers[question.key] ?? null : null} onChange={(next) => put({ answers: { ...v.answers, [question.key]: next } })} />
            {sheet && <div className="fieldregister"><p>{t('field.register', { value: text(question, sheet.asset.values[question.key] ?? null) })}</p>
              {sheet.asset.values[question.key] !== null && v.answers[question.key] !== sheet.asset.values[question.key] && <Button large icon="ok" onClick={() => { put({ answers: { ...v.answers, [question.key]: sheet.asset.values[question.key] ?? null } }); go(at + 1); }}>{t('field.confirm')}</Button>}</div>}
            {question.key in v.answers && <Button kind="flat" large onClick={() => { const { [question.key]: _, ...rest } = v.answers; put({ answers: rest }); }}>{t('field.unanswer')}</Button>}
          </>
        )}
        {step === 'more' && (
          <>
            <Field label={t('field.occupant')} hint={t('field.occupant.why')}><input type="text" maxLength={400} value={v.occupant ?? ''} onChange={(e) => put({ occupant: e.target.value || null })} /></Field>
            <Field label={t('field.note')}><textarea rows={4} maxLength={2000} value={v.note ?? ''} onChange={(e) => put({ note: e.target.value || null })} /></Field>
          </>
        )}
        {step === 'end' && (
          <dl className="led">
            <dt>{t('field.outcome')}</dt><dd>{t(`field.outcome.${v.outcome}`)}</dd>
            {asked.map((q) => [<dt key={`${q.key}t`}>{name(q)}</dt>, <dd key={`${q.key}d`}>{q.key in v.answers ? text(q, v.answers[q.key] ?? null) : t('field.unanswered')}</dd>])}
            <dt>{t('field.photos')}</dt><dd>{t('field.photos.n', { n: own.length })}</dd>
            <dt>{t('field.position')}</dt><dd>{v.position ? t('field.position.at', { n: v.position.accuracyM ?? 0 }) : t('field.unanswered')}</dd>
          </dl>
        )}
        <Photos photos={own} />
        {v.position && step !== 'end' && <p className="small">{t('field.position.at', { n: v.position.accuracyM ?? 0 })}</p>}
        {place === 'failed' && <Note tone="warn">{t('field.position.failed')}</Note>}
        {v.kept && v.kept.clashes.length > 0 && <Note tone="warn">{t('field.clash')}<ul>{v.kept.clashes.map((c) => { const q = questions.find((x) => x.key === c.field); return q ? <li key={c.field}>{name(q)} : {text(q, c.office)}</li> : null; })}</ul></Note>}
        {v.kept && v.kept.alsoVisited.length > 0 && <Note tone="warn">{t('field.also', { by: v.kept.alsoVisited.map((o) => o.by).join(', ') })}</Note>}
        {v.refused && <Note tone="bad">{v.refused}</Note>}
      </div>
      <input ref={camera} className="vh" type="file" accept="image/*" capture="environment" multiple tabIndex={-1} aria-label={t('field.photo')} onChange={(e) => { const files = [...e.target.files ?? []]; e.target.value = ''; void store.addPhotos(v, files); }} />
      <nav className="fieldthumb" aria-label={t('field.acts')}>
        <Button large icon="fold" flip label={t('field.before')} onClick={() => (at === 0 ? onLeave() : go(at - 1))} />
        <Button large icon="doc" onClick={() => camera.current?.click()}>{t('field.photo')}</Button>
        <Button large icon="here" refuse={place === 'asking' && t('shell.wait')} onClick={here}>{t('field.gps')}</Button>
        {step === 'end' ? <Button large kind="main" refuse={nameless && t('field.found.name.first')} onClick={finish}>{t('field.finish')}</Button>
          : <Button large kind="main" refuse={nameless && t('field.found.name.first')} onClick={() => go(at + 1)}>{t('field.next')}</Button>}
      </nav>
    </div>
  );
};
