import './parties.css';
import { useEffect, useState } from 'react';
import { PARTY_KINDS, type PartyKind, type PartyRow } from '@sommier/domain/parties';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, Empty, Pager, Problem, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import { PartyDialog } from './party-dialog.tsx';
import { PartyName } from './party-name.tsx';
import { PartyPanel } from './party-panel.tsx';
import { useParties } from './use-parties.ts';

/** Persons and bodies the commune deals with. What is typed to find them stays out of the address. */
export const PartiesPage = () => {
  const t = useT();
  const may = useCan()('parties.write');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<PartyKind | ''>('');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const [adding, add] = useState(false);
  const settled = useSettled(words.trim());
  useEffect(() => { document.title = `${t('parties.title')} · Sommier`; }, [t]);
  const list = useParties(settled, { kind: kind || undefined, page });
  return (
    <main id="main" className={chosen ? 'parties split' : 'parties'}>
      <div className="page">
        <div className="row"><h1>{t('parties.title')}</h1>{may && <Button kind="main" icon="plus" onClick={() => add(true)}>{t('parties.add')}</Button>}</div>
        <div className="row">
          <TextField label={t('parties.find')} value={words} maxLength={200} autoComplete="off" onChange={(e) => { setWords(e.currentTarget.value); setPage(1); }} />
          <SelectField label={t('parties.kind')} value={kind} onChange={(e) => { setKind(e.currentTarget.value as PartyKind | ''); setPage(1); }}><option value="">{t('map.filters.any')}</option>{PARTY_KINDS.map((k) => <option key={k} value={k}>{t(`parties.kind.${k}`)}</option>)}</SelectField>
        </div>
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.total === 0 && <Empty title={t('parties.none')} why={t('parties.none.why')} />}
        {list.data && list.data.total > 0 && <>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('parties.title')}>
            <Table<PartyRow> label={t('parties.title')} rows={list.data.rows} keyOf={(p) => p.id} selected={chosen} onSelect={(p) => choose(p.id)} columns={[
              { key: 'name', head: t('parties.name'), cell: (p) => <PartyName party={p} /> }, { key: 'kind', head: t('parties.kind'), cell: (p) => t(`parties.kind.${p.kind}`) },
              { key: 'form', head: t('parties.legalForm'), cell: (p) => <bdi>{p.legalForm ?? '–'}</bdi> }, { key: 'activity', head: t('parties.activity'), className: 'sample', cell: (p) => <bdi>{p.activity ?? '–'}</bdi> },
            ]} />
          </div>
          <Pager page={page} size={25} total={list.data.total} onPage={setPage} />
        </>}
      </div>
      {chosen && <PartyPanel key={chosen} id={chosen} onClose={() => choose(null)} />}
      {adding && <PartyDialog onClose={() => add(false)} onDone={(p) => { add(false); choose(p.id); }} />}
    </main>
  );
};
