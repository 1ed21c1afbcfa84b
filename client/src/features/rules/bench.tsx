import { useState } from 'react';
import { addExample, dropExample, listExamples, type TriedExample } from '@sommier/domain/rules';
import { Example } from '@sommier/domain/tax';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Problem, Ref, Tag, TextField } from '../../platform/ui/index.ts';

const TOUCHED = ['listExamples', 'tryRules', 'listTaxes'];
/** A case somebody computed by hand: the fact as the file shapes say it (`sommier tax schema`), and what must come out. */
const AddExample = ({ tax, start, onClose }: { tax: string; start: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [id, setId] = useState(''), [total, setTotal] = useState(''), [source, setSource] = useState(''), [facts, setFacts] = useState(start);
  const add = useChange(addExample, TOUCHED);
  const read = (): Example | null => { try { const parsed = Example.safeParse({ id, day: '2100-01-01', total: total.replace(',', '.'), source, facts: JSON.parse(facts) as unknown }); return parsed.success ? parsed.data : null; } catch { return null; } };
  const example = read();
  return (
    <Dialog title={t('rules.example.add')} onClose={onClose} foot={<Button kind="main" refuse={!example && t('rules.example.wrong')} onClick={() => { if (example) add.mutate({ params: { commune }, body: { tax, example } }, { onSuccess: onClose }); }}>{t('rules.example.add')}</Button>}>
      <div className="stack"><div className="rule-fields"><TextField label={t('rules.example.id')} value={id} onChange={(e) => setId(e.currentTarget.value)} /><TextField label={t('rules.example.expected')} inputMode="decimal" value={total} onChange={(e) => setTotal(e.currentTarget.value)} /></div>
        <TextField label={t('rules.example.source')} value={source} onChange={(e) => setSource(e.currentTarget.value)} />
        <Field label={t('rules.example.facts')} hint={t('rules.example.hint')}><textarea rows={14} dir="ltr" spellCheck={false} value={facts} onChange={(e) => setFacts(e.currentTarget.value)} /></Field>
        {add.error && <Problem error={add.error} />}</div>
    </Dialog>
  );
};

/** The examples of the tax with what these rules give: expected beside computed, and the lines that make it. */
export const Bench = ({ tax, tried, overlaps }: { tax: string; tried: readonly TriedExample[] | undefined; overlaps: readonly string[] }) => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const [adding, setAdding] = useState(false);
  const kept = useEndpoint(listExamples, { params: { commune }, query: { tax } });
  const drop = useChange(dropExample, TOUCHED);
  const first = kept.data?.examples[0]?.example.facts;
  return (
    <section className="card" aria-labelledby="rule-bench">
      <h2 id="rule-bench">{t('rules.bench')}</h2>
      {overlaps.length > 0 && <p className="err">{t('rules.overlaps', { keys: overlaps.join(', ') })}</p>}
      {tried?.length === 0 && <p className="hint">{t('rules.bench.none')}</p>}
      <ul className="rule-ex">{tried?.map((x) => {
        const row = kept.data?.examples.find((k) => k.example.id === x.id);
        return (
          <li key={x.id}><span><Ref>{x.id}</Ref> <Tag tone={x.passed ? 'ok' : 'bad'}>{t(x.passed ? 'rules.passed' : 'rules.failed')}</Tag>{can('rules.write') && row && <Button kind="flat" icon="x" label={t('rules.example.drop', { id: x.id })} onClick={() => drop.mutate({ params: { commune, id: row.id } })} />}</span><b><bdi dir="ltr">{x.found ?? '–'}</bdi></b>
            <small>{x.lines.length > 0 ? <Ref>{x.lines.map((l) => l.formula).join(' + ')}</Ref> : x.refusals.map((r) => r.message).join(' ')}{!x.passed && <> · {t('rules.expected', { x: x.expected })}</>}{row && <> · {row.example.source}</>}</small></li>
        );
      })}</ul>
      {can('rules.write') && <Button kind="flat" icon="plus" onClick={() => setAdding(true)}>{t('rules.example.add')}</Button>}
      {adding && <AddExample tax={tax} start={JSON.stringify(first ?? [{ ref: 'a', kind: 'stay', arrival: '2025-06-01', departure: '2025-06-04', class: 'hotel-4', guests: [{ count: 2, adult: true }] }], null, 1)} onClose={() => setAdding(false)} />}
    </section>
  );
};
