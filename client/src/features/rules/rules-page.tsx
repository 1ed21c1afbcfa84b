import { useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { createRule, exportRules, importRules, listRules, listTaxes, publishRules, readRule, wordOf, type RuleVersion } from '@sommier/domain/rules';
import { RulePack } from '@sommier/domain/tax';
import { call } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Ref, Table, Tag, useToast } from '../../platform/ui/index.ts';
import { TemplatesDialog } from './templates-dialog.tsx';

const TOUCHED = ['listRules', 'listTaxes', 'listExamples'];
const blank = (currency: string, day: string) => ({ key: 'nouvelle-regle', tax: 'nouvelle-taxe', legal: { ref: '…', status: 'council' as const }, from: day, basis: 'person_night' as const, currency, amount: '0' });

/** The taxes of the commune and their rules: what holds, what waits, templates and files to take from. */
export const RulesPage = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const say = useToast();
  const go = useNavigate();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [tax, setTax] = useState<string | null>(null);
  const [taking, setTaking] = useState(false), [unread, setUnread] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const taxes = useEndpoint(listTaxes, { params: { commune } });
  const chosen = tax ?? taxes.data?.taxes[0]?.tax ?? null;
  const rules = useEndpoint(listRules, { params: { commune }, query: chosen === null ? {} : { tax: chosen } }, { enabled: chosen !== null, keep: true });
  const create = useChange(createRule, TOUCHED), bring = useChange(importRules, TOUCHED), publish = useChange(publishRules, TOUCHED);
  const ready = (rules.data?.rules ?? []).filter((r) => r.state === 'draft' && r.verifiedOn !== null);
  const open = (r: RuleVersion): void => { void go({ to: '/c/$commune/rules/$id', params: { commune, id: r.id } }); };
  const read = async (given: File | undefined): Promise<void> => {
    if (!given) return;
    setUnread(false);
    let pack;
    try { pack = RulePack.safeParse(JSON.parse(await given.text())); } catch { pack = null; }
    if (!pack?.success) { setUnread(true); return; }
    bring.mutate({ params: { commune }, body: pack.data }, { onSuccess: (r) => say(t('rules.taken', { n: r.drafts.length, examples: r.examples })) });
  };
  const give = async (): Promise<void> => {
    if (chosen === null) return;
    const pack = await call(exportRules, { params: { commune }, query: { tax: chosen } });
    const url = URL.createObjectURL(new Blob([JSON.stringify(pack, null, 1)], { type: 'application/json' }));
    Object.assign(document.createElement('a'), { href: url, download: `${pack.pack}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const amount = (r: RuleVersion): string => readRule(r.rule, language).find((s) => s.about === 'amount')?.text ?? '';
  const error = taxes.error ?? rules.error ?? create.error ?? bring.error ?? publish.error;
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('rules.title')}</h1>
        {chosen !== null && <Button kind="flat" icon="dl" onClick={() => void give()}>{t('rules.export')}</Button>}
        {can('rules.write') && <><Button kind="flat" onClick={() => file.current?.click()}>{t('rules.import')}</Button><input ref={file} type="file" accept=".json,application/json" hidden onChange={(e) => { void read(e.currentTarget.files?.[0]); e.currentTarget.value = ''; }} />
          <Button onClick={() => create.mutate({ params: { commune }, body: { rule: blank(currency, taxes.data?.day ?? '2026-01-01') } }, { onSuccess: open })}>{t('rules.create')}</Button><Button kind="main" onClick={() => setTaking(true)}>{t('rules.take')}</Button></>}</div>
      {error && <Problem error={error} />}{unread && <Note tone="bad">{t('rules.unread')}</Note>}
      {taxes.data?.taxes.length === 0 ? <Empty title={t('rules.none')} why={t('rules.none.why')}>{can('rules.write') && <Button onClick={() => setTaking(true)}>{t('rules.take')}</Button>}</Empty> : taxes.data && (
        <>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('rules.taxes')}><Table label={t('rules.taxes')} rows={taxes.data.taxes} keyOf={(x) => x.tax} selected={chosen} onSelect={(x) => setTax(x.tax)} columns={[
            { key: 'tax', head: t('rules.tax'), cell: (x) => x.label[language] ?? x.label.fr ?? x.tax }, { key: 'code', head: t('rules.code'), cell: (x) => <Ref>{x.tax}</Ref> }, { key: 'currency', head: t('rules.field.currency'), cell: (x) => <Ref>{x.currency}</Ref> },
            { key: 'in', head: t('rules.in_force'), num: true, cell: (x) => f.whole(x.inForce) }, { key: 'pub', head: t('rules.published'), num: true, cell: (x) => f.whole(x.published) }, { key: 'drafts', head: t('rules.drafts'), num: true, cell: (x) => f.whole(x.drafts) }, { key: 'ex', head: t('rules.examples'), num: true, cell: (x) => f.whole(x.examples) },
          ]} /></div>
          {rules.data && chosen !== null && <section className="block"><div className="row"><h2>{t('rules.versions')}</h2>{can('rules.publish') && ready.length > 0 && <Button onClick={() => publish.mutate({ params: { commune }, body: { ids: ready.map((r) => r.id), closePrevious: true } }, { onSuccess: (r) => say(t('rules.published.n', { n: r.rules.length })) })}>{t('rules.publish.all', { n: ready.length })}</Button>}</div>
            <div className="scroll" tabIndex={0} role="region" aria-label={t('rules.versions')}><Table<RuleVersion> label={t('rules.versions')} rows={rules.data.rules} keyOf={(r) => r.id} onSelect={open} columns={[
              { key: 'key', head: t('rules.field.key'), cell: (r) => <Ref>{r.key}</Ref> }, { key: 'state', head: t('rules.state'), cell: (r) => <Tag tone={r.state === 'draft' ? 'warn' : 'ok'}>{r.state === 'draft' ? t('rules.draft') : t('rules.version', { n: r.version ?? 0 })}</Tag> },
              { key: 'from', head: t('rules.field.from'), cell: (r) => f.day(r.rule.from) }, { key: 'to', head: t('rules.field.to'), cell: (r) => (r.closesOn ?? r.rule.to) === null ? '–' : f.day(r.closesOn ?? r.rule.to) },
              { key: 'for', head: t('rules.for'), className: 'wrap', cell: (r) => [...(r.rule.when.zones ?? []), ...(r.rule.when.classes ?? r.rule.when.vehicleTypes ?? []), ...(r.rule.when.nationalities ?? [])].map((c) => wordOf(c, language)).join(', ') || t('rules.all_cases') }, { key: 'amount', head: t('rules.says'), className: 'wrap', cell: (r) => amount(r) },
              { key: 'verified', head: t('rules.verified.head'), cell: (r) => (r.verifiedOn === null ? <Tag tone={r.rule.legal.toConfirm.length > 0 ? 'warn' : 'mute'}>{r.rule.legal.toConfirm.length > 0 ? t('rules.to_confirm', { n: r.rule.legal.toConfirm.length }) : t('rules.unverified')}</Tag> : f.day(r.verifiedOn)) },
            ]} /></div></section>}
        </>
      )}
      {taking && <TemplatesDialog onClose={() => setTaking(false)} />}
    </main>
  );
};
