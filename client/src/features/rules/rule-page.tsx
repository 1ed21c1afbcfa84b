import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { changeRule, closeRule, createRule, dropRule, effective, getRule, listRules, publishRules, readRule, toConfirmIn, tryRules, verifyRule, type RuleVersion } from '@sommier/domain/rules';
import { TaxRule } from '@sommier/domain/tax';
import { call, type ProblemError } from '../../platform/call.ts';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Note, Problem, Ref, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { Bench } from './bench.tsx';
import { RuleForm } from './rule-form.tsx';
import { startOf, type Typed } from './form-fields.ts';

const TOUCHED = ['getRule', 'listRules', 'listTaxes', 'tryRules'];

/** What the rule says, sentence by sentence; what differs from the version beside it is marked. */
const Reading = ({ rule, before }: { rule: TaxRule; before: TaxRule | null }) => {
  const t = useT();
  const { language } = useLanguage();
  const was = new Map((before === null ? [] : readRule(before, language)).map((s) => [s.about, s.text]));
  return (
    <section className="card" aria-labelledby="rule-reading"><h2 id="rule-reading">{t('rules.reading')}</h2>
      <p className="rule-prose">{readRule(rule, language).map((s) => (before !== null && was.get(s.about) !== s.text ? <mark key={s.about} title={was.get(s.about) ?? t('rules.new_sentence')}>{s.text} </mark> : <span key={s.about}>{s.text} </span>))}</p>
      {before !== null && <p className="hint">{t('rules.marked', { n: before.version ?? 0 })}</p>}
    </section>
  );
};

type Asked = 'verify' | 'publish' | 'close' | null;
const Decide = ({ v, asked, onClose, dirty }: { v: RuleVersion; asked: Exclude<Asked, null>; onClose: () => void; dirty: boolean }) => {
  const t = useT();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [note, setNote] = useState(''), [on, setOn] = useState(''), [end, setEnd] = useState(true);
  const verify = useChange(verifyRule, TOUCHED), publish = useChange(publishRules, TOUCHED), close = useChange(closeRule, TOUCHED);
  const error = verify.error ?? publish.error ?? close.error;
  const params = { commune, id: v.id };
  const go = (): void => {
    if (asked === 'verify') verify.mutate({ params, body: { note } }, { onSuccess: onClose });
    else if (asked === 'publish') publish.mutate({ params: { commune }, body: { ids: [v.id], closePrevious: end } }, { onSuccess: onClose });
    else close.mutate({ params, body: { on, reason: note } }, { onSuccess: onClose });
  };
  const refuse = (dirty && t('rules.save_first')) || (asked === 'verify' && note.trim().length < 5 && t('rules.verify.note')) || (asked === 'close' && (on === '' || note.trim().length < 3) && t('rules.close.needed'));
  return (
    <Dialog title={t(`rules.${asked}`)} onClose={onClose} foot={<Button kind="main" refuse={refuse} onClick={go}>{t(`rules.${asked}`)}</Button>}>
      <div className="stack">
        {asked === 'verify' && <><p>{t('rules.verify.why', { ref: v.rule.legal.ref })}</p>{v.rule.legal.toConfirm.length > 0 && <ul>{v.rule.legal.toConfirm.map((c) => <li key={c}><bdi>{toConfirmIn(language, c)}</bdi></li>)}</ul>}<TextField label={t('rules.verify.note')} value={note} onChange={(e) => setNote(e.currentTarget.value)} /></>}
        {asked === 'publish' && <><p>{t('rules.publish.why')}</p><Check checked={end} onChange={(e) => setEnd(e.currentTarget.checked)}>{t('rules.publish.close')}</Check></>}
        {asked === 'close' && <><TextField type="date" label={t('rules.close.on')} value={on} onChange={(e) => setOn(e.currentTarget.value)} /><TextField label={t('rules.close.reason')} value={note} onChange={(e) => setNote(e.currentTarget.value)} /></>}
        {error && <Problem error={error} />}
      </div>
    </Dialog>
  );
};

const Editor = ({ v, versions }: { v: RuleVersion; versions: readonly RuleVersion[] }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const can = useCan();
  const say = useToast();
  const go = useNavigate();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [typed, type] = useState<Typed>(() => startOf(v.rule));
  const [asked, ask] = useState<Asked>(null);
  const params = { commune, id: v.id };
  useEffect(() => { type(startOf(v.rule)); }, [v.id, v.revision, v.rule]);
  const draft = v.state === 'draft', readOnly = !draft || !can('rules.write');
  const parsed = useMemo(() => TaxRule.safeParse(typed), [typed]);
  const wrong = useMemo(() => new Map(parsed.success ? [] : parsed.error.issues.map((i) => [i.path.join('.'), word('rules.wrong.', i.message) || t('rules.wrong')])), [parsed, word, t]);
  const dirty = JSON.stringify(typed) !== JSON.stringify(startOf(v.rule));
  const save = useChange(changeRule, TOUCHED), next = useChange(createRule, TOUCHED), drop = useChange(dropRule, TOUCHED);
  const before = versions.filter((x) => x.key === v.key && x.state === 'published' && x.id !== v.id).at(-1) ?? null;
  // A draft stands in the place of the version it follows, from its first day on.
  const rules = parsed.success && draft ? [parsed.data] : [];
  const others = versions.filter((x) => x.state === 'draft' && x.id !== v.id && x.tax === v.tax);
  const replaced = before !== null && parsed.success && draft && parsed.data.from !== null ? { ...effective(before), to: before.rule.to !== null && before.rule.to < parsed.data.from ? before.rule.to : parsed.data.from } : null;
  const body = { tax: v.tax, ids: others.map((x) => x.id), rules: [...rules, ...(replaced !== null && (replaced.from ?? '') < (replaced.to ?? '') ? [replaced] : [])], without: [v.id, ...(replaced === null || before === null ? [] : [before.id])].filter((id) => draft || id !== v.id) };
  const bench = useQuery({ queryKey: ['tryRules', commune, JSON.stringify(body)], queryFn: () => call(tryRules, { params: { commune }, body }), placeholderData: (old) => old });
  const failed = save.error ?? next.error ?? drop.error;
  return (
    <main id="main" className="page ruled">
      <div className="top"><div><p><Link to="/c/$commune/rules" params={{ commune }}>{t('rules.title')}</Link></p><h1>{v.rule.label?.[language] ?? v.rule.label?.fr ?? v.tax} <small><Ref>{v.key}</Ref></small></h1></div>
        <span className="row"><Tag tone={draft ? 'warn' : 'ok'}>{draft ? t('rules.draft') : t('rules.version', { n: v.version ?? 0 })}</Tag>{v.verifiedBy && <Tag tone="ok">{t('rules.verified', { by: v.verifiedBy.name, on: f.day(v.verifiedOn) })}</Tag>}{v.closesOn && <Tag>{t('rules.closed', { on: f.day(v.closesOn) })}</Tag>}
          {draft && can('rules.write') && <><Button kind="flat" onClick={() => { if (window.confirm(t('rules.drop.sure'))) drop.mutate({ params }, { onSuccess: () => void go({ to: '/c/$commune/rules', params: { commune } }) }); }}>{t('rules.drop')}</Button><Button refuse={(!parsed.success && t('rules.wrong.some', { n: wrong.size })) || (!dirty && t('rules.unchanged'))} onClick={() => { if (parsed.success) save.mutate({ params, body: { rule: parsed.data }, options: { headers: { 'if-match': `"v${String(v.revision)}"` } } }, { onSuccess: (r) => say(t('rules.saved', { n: r.revision })) }); }}>{t('rules.save')}</Button></>}
          {draft && can('rules.publish') && (v.verifiedOn === null || dirty ? <Button kind="main" refuse={dirty && t('rules.save_first')} onClick={() => ask('verify')}>{t('rules.verify')}</Button> : <Button kind="main" onClick={() => ask('publish')}>{t('rules.publish')}</Button>)}
          {!draft && can('rules.publish') && v.closesOn === null && <Button kind="flat" onClick={() => ask('close')}>{t('rules.close')}</Button>}
          {!draft && can('rules.write') && <Button kind="main" onClick={() => next.mutate({ params: { commune }, body: { rule: v.rule } }, { onSuccess: (r) => void go({ to: '/c/$commune/rules/$id', params: { commune, id: r.id } }) })}>{t('rules.next')}</Button>}</span></div>
      {failed && <Problem error={failed as ProblemError} />}
      <div className="ruled-body">
        <form aria-label={t('rules.form')} onSubmit={(e) => e.preventDefault()}><RuleForm rule={typed} onChange={type} wrong={wrong} readOnly={readOnly} /></form>
        <div className="ruled-out">
          {!parsed.success && <Note tone="warn">{t('rules.wrong.some', { n: wrong.size })} {[...wrong].slice(0, 4).map(([path, m]) => `${word('rules.field.', path) || path} : ${m}`).join(' · ')}</Note>}
          {parsed.success && <Reading rule={{ ...parsed.data, legal: { ...parsed.data.legal, ...(v.verifiedBy && v.verifiedOn && !dirty ? { verifiedBy: v.verifiedBy.name, verifiedOn: v.verifiedOn } : {}) } }} before={draft && before !== null ? effective(before) : null} />}
          {bench.error && <Problem error={bench.error as ProblemError} />}
          <Bench tax={v.tax} basis={String(typed['basis'])} tried={bench.data?.tried} overlaps={bench.data?.overlaps ?? []} />
        </div>
      </div>
      {asked && <Decide v={v} asked={asked} onClose={() => ask(null)} dirty={dirty} />}
    </main>
  );
};

/** A rule as people read it beside the rule as it is written, and the examples that prove it. */
export const RulePage = () => {
  const { code: commune } = useCommune();
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useEndpoint(getRule, { params: { commune, id } });
  const versions = useEndpoint(listRules, { params: { commune }, query: read.data ? { tax: read.data.tax } : {} }, { enabled: read.data !== undefined });
  if (read.error) return <main id="main" className="page"><Problem error={read.error} onRetry={() => void read.refetch()} /></main>;
  if (!read.data || !versions.data) return <main id="main" className="page" />;
  return <Editor key={id} v={read.data} versions={versions.data.rules} />;
};
