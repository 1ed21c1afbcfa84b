import { useState } from 'react';
import { listTemplates, takeTemplate, type Template } from '@sommier/domain/rules';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, Ref, Tag, useToast } from '../../platform/ui/index.ts';

/** The rules of a template. What is to be confirmed for every rule of a tax is said once, above them. */
const Rules = ({ rules }: { rules: Template['rules'] }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  return <>{[...new Set(rules.map((r) => r.tax))].map((tax) => {
    const own = rules.filter((r) => r.tax === tax), shared = own.length < 2 ? [] : (own[0]?.toConfirm ?? []).filter((c) => own.every((r) => r.toConfirm.includes(c)));
    const confirm = (points: readonly string[]) => points.length > 0 && <small> {t('rules.confirm_first', { x: points.join(' ; ') })}</small>;
    return <div className="rule-keys" key={tax}>{confirm(shared)}<ul className="rule-keys">{own.map((r) => <li key={`${r.key}${r.from ?? ''}`}><Ref>{r.key}</Ref> · {r.from === null ? t('rules.since_always') : f.day(r.from)} · {r.legalRef} <Tag tone={r.status === 'bill' ? 'bad' : 'mute'}>{word('rules.choice.', r.status)}</Tag>{confirm(r.toConfirm.filter((c) => !shared.includes(c)))}</li>)}</ul></div>;
  })}</>;
};

/** The catalogue of templates: sources, dates, and what a city must confirm before it relies on one. */
export const TemplatesDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [open, setOpen] = useState<string | null>(null);
  const list = useEndpoint(listTemplates, { params: { commune } });
  const take = useChange(takeTemplate, ['listRules', 'listTaxes', 'listExamples']);
  const sorted = [...(list.data?.templates ?? [])].sort((a, b) => Number(b.currencies.includes(currency)) - Number(a.currencies.includes(currency)));
  return (
    <Dialog wide title={t('rules.templates')} onClose={onClose}>
      <p className="hint">{t('rules.templates.why')}</p>
      {list.error && <Problem error={list.error} />}{take.error && <Problem error={take.error} />}
      <ul className="rule-templates">{sorted.map((p) => (
        <li key={p.pack}><div className="row"><b>{p.title[language] ?? p.title.fr}</b><Ref>{p.currencies.join(', ')}</Ref><span>{t('rules.templates.count', { rules: p.rules.length, examples: p.examples })}</span>
          {p.rules.some((r) => r.toConfirm.length > 0) && <Tag tone="warn">{t('rules.to_confirm', { n: new Set(p.rules.flatMap((r) => r.toConfirm)).size })}</Tag>}
          <Button kind="flat" aria-expanded={open === p.pack} onClick={() => setOpen(open === p.pack ? null : p.pack)}>{t('rules.templates.see')}</Button>
          <Button onClick={() => take.mutate({ params: { commune, pack: p.pack }, body: {} }, { onSuccess: (r) => { say(t('rules.taken', { n: r.drafts.length, examples: r.examples })); onClose(); } })}>{t('rules.templates.take')}</Button></div>
          {open === p.pack && <Rules rules={p.rules} />}</li>
      ))}</ul>
    </Dialog>
  );
};
