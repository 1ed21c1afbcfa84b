import { useState } from 'react';
import { dropExample, listExamples, type TriedExample } from '@sommier/domain/rules';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Ref, Tag } from '../../platform/ui/index.ts';
import { ExampleDialog } from './example-dialog.tsx';

const TOUCHED = ['listExamples', 'tryRules', 'listTaxes'];
/** The examples of the tax with what these rules give: expected beside computed, and the lines that make it. */
export const Bench = ({ tax, basis, tried, overlaps }: { tax: string; basis: string; tried: readonly TriedExample[] | undefined; overlaps: readonly string[] }) => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const [adding, setAdding] = useState(false);
  const kept = useEndpoint(listExamples, { params: { commune }, query: { tax } });
  const drop = useChange(dropExample, TOUCHED);
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
      {adding && <ExampleDialog tax={tax} basis={basis} touched={TOUCHED} onClose={() => setAdding(false)} />}
    </section>
  );
};
