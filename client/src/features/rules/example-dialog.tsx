import { useState } from 'react';
import { addExample } from '@sommier/domain/rules';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField } from '../../platform/ui/index.ts';
import { exampleOf, fieldsOf, newFact } from './fact-fields.ts';
import type { Typed } from './form-fields.ts';
import { Fields } from './rule-form.tsx';

/** A case somebody reckoned by hand: what happened, and the total that must come out. It stands on the bench from then on. */
export const ExampleDialog = ({ tax, basis, touched, onClose }: { tax: string; basis: string; touched: string[]; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [id, setId] = useState(''), [total, setTotal] = useState(''), [source, setSource] = useState(''), [tried, setTried] = useState(false);
  const [facts, setFacts] = useState<readonly Typed[]>([newFact(basis)]);
  const add = useChange(addExample, touched);
  const { example, wrong } = exampleOf({ id, total, source, facts });
  const faults = (no: number): ReadonlyMap<string, string> => new Map(tried ? [...wrong].filter((w) => w.startsWith(`${String(no)}.`)).map((w) => [w.slice(w.indexOf('.') + 1), t('rules.wrong')]) : []);
  const go = (): void => { setTried(true); if (example) add.mutate({ params: { commune }, body: { tax, example } }, { onSuccess: onClose }); };
  return (
    <Dialog wide title={t('rules.example.add')} onClose={onClose} foot={<Button kind="main" refuse={tried && !example && t('rules.example.wrong')} onClick={go}>{t('rules.example.add')}</Button>}>
      <div className="stack">
        <div className="rule-fields"><TextField label={t('rules.example.id')} value={id} onChange={(e) => setId(e.currentTarget.value)} /><TextField label={t('rules.example.expected')} inputMode="decimal" value={total} onChange={(e) => setTotal(e.currentTarget.value)} /><TextField label={t('rules.example.source')} value={source} onChange={(e) => setSource(e.currentTarget.value)} /></div>
        {facts.map((fact, i) => (
          <fieldset className="rule-rows rule-fact" key={i}><legend>{t('rules.example.fact', { n: i + 1 })}</legend>
            <Fields words="rules.fact." section={fieldsOf(fact)} rule={fact} readOnly={false} wrong={faults(i)} onChange={(next) => setFacts(facts.map((f, k) => (k === i ? next : f)))} />
            {facts.length > 1 && <Button kind="flat" icon="x" onClick={() => setFacts(facts.filter((_, k) => k !== i))}>{t('rules.row.remove', { what: t('rules.example.facts'), n: i + 1 })}</Button>}
          </fieldset>
        ))}
        <div><Button kind="flat" icon="plus" onClick={() => setFacts([...facts, newFact(basis)])}>{t('rules.row.add', { what: t('rules.example.facts') })}</Button></div>
        {add.error && <Problem error={add.error} />}
      </div>
    </Dialog>
  );
};
