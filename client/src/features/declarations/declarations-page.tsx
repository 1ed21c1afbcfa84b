import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { DECLARATION_STATES, declarationForms, exportDeclarations, listDeclarations, type DeclarationRow, type DeclarationState } from '@sommier/domain/declarations';
import { download } from '../../platform/download.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, SelectField, Table, Tabs, Tag, TextField } from '../../platform/ui/index.ts';
import { AccountsTab } from './accounts-tab.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { MissingTab } from './missing-tab.tsx';
import { SheetDialog } from './sheet-dialog.tsx';
import { usePeriod, useTaxName } from './return-form.tsx';
import { STATE_TONE } from './return-view.tsx';

const SIZE = 25;
const ListTab = ({ onOpen }: { onOpen: (id: string) => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const period = usePeriod();
  const [page, setPage] = useState(1), [tax, setTax] = useState(''), [state, setState] = useState<DeclarationState | ''>(''), [from, setFrom] = useState(''), [to, setTo] = useState(''), [late, setLate] = useState<'' | 'yes' | 'no'>(''), [zero, setZero] = useState<'' | 'yes' | 'no'>('');
  const forms = useEndpoint(declarationForms, { params: { commune }, query: {} });
  const name = useTaxName(forms.data?.forms);
  const query = { ...(tax === '' ? {} : { tax }), ...(state === '' ? {} : { state }), ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }), ...(late === '' ? {} : { late }), ...(zero === '' ? {} : { zero }) };
  const list = useEndpoint(listDeclarations, { params: { commune }, query: { ...query, page, size: SIZE } }, { keep: true });
  const first = <T,>(set: (v: T) => void) => (v: T) => { set(v); setPage(1); };
  const yesNo = (label: string, value: string, set: (v: '' | 'yes' | 'no') => void) => <SelectField label={label} value={value} onChange={(e) => first(set)(e.currentTarget.value as '' | 'yes' | 'no')}><option value="">{t('declare.all')}</option><option value="yes">{t('declare.yes')}</option><option value="no">{t('declare.no')}</option></SelectField>;
  return (
    <>
      <div className="return"><div className="fields">
        <SelectField label={t('declare.tax')} value={tax} onChange={(e) => first(setTax)(e.currentTarget.value)}><option value="">{t('declare.all')}</option>{forms.data?.forms.map((x) => <option key={x.tax} value={x.tax}>{name(x.tax)}</option>)}</SelectField>
        <SelectField label={t('declare.state')} value={state} onChange={(e) => first(setState)(e.currentTarget.value as DeclarationState | '')}><option value="">{t('declare.all')}</option>{DECLARATION_STATES.map((s) => <option key={s} value={s}>{t(`declare.is.${s}`)}</option>)}</SelectField>
        <TextField type="date" label={t('declare.from')} value={from} onChange={(e) => first(setFrom)(e.currentTarget.value)} /><TextField type="date" label={t('declare.before')} value={to} onChange={(e) => first(setTo)(e.currentTarget.value)} />
        {yesNo(t('declare.late'), late, setLate)}{yesNo(t('declare.zero.short'), zero, setZero)}
      </div></div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 ? <Empty title={t('declare.none')} /> : list.data && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('declare.title')}><Table<DeclarationRow> label={t('declare.title')} rows={list.data.rows} keyOf={(r) => r.id} onSelect={(r) => onOpen(r.id)} columns={[
          { key: 'no', head: t('declare.number'), cell: (r) => <Ref>{r.number === null ? '–' : `${r.number} v${String(r.version)}`}</Ref> }, { key: 'party', head: t('declare.taxpayer'), cell: (r) => <bdi>{r.party ?? '–'}</bdi> }, { key: 'tax', head: t('declare.tax'), cell: (r) => name(r.tax) }, { key: 'period', head: t('declare.period'), cell: (r) => period(r) },
          { key: 'state', head: t('declare.state'), cell: (r) => <><Tag tone={STATE_TONE[r.state]}>{t(`declare.is.${r.state}`)}</Tag> {r.late && <Tag tone="warn">{t('declare.late')}</Tag>} {r.zero && r.state !== 'draft' && <Tag>{t('declare.zero.short')}</Tag>}</> },
          { key: 'filed', head: t('declare.filed'), cell: (r) => <Ref>{f.day(r.filedOn)}</Ref> }, { key: 'channel', head: t('declare.channel'), cell: (r) => t(`declare.channel.${r.channel}`) },
        ]} /></div><div className="row"><div className="grow"><Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></div><Button onClick={() => void download(exportDeclarations, { params: { commune }, query: { ...query, format: 'xlsx' } })}>{t('declare.export')}</Button></div></>}
    </>
  );
};

/** Returns: what came, what is missing, and the accounts of those who declare themselves. */
export const DeclarationsPage = () => {
  const t = useT();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [tab, show] = useState<'list' | 'missing' | 'accounts'>('list'), [open, ask] = useState<{ entry: true } | { id: string } | null>(null);
  useEffect(() => { document.title = `${t('declare.title')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('declare.title')}</h1>{may && <span className="acts"><Link className="btn" to="/c/$commune/imports/new" params={{ commune }}>{t('declare.file')}</Link><Button kind="main" icon="plus" onClick={() => ask({ entry: true })}>{t('declare.enter')}</Button></span>}</div>
      <p className="small">{t('declare.public')} <a href={`/declare/${commune}`}><Ref>{`/declare/${commune}`}</Ref></a></p>
      <Tabs label={t('declare.title')} value={tab} onChange={show} panel="declarations-panel" tabs={[{ key: 'list', label: t('declare.list') }, { key: 'missing', label: t('declare.missing') }, { key: 'accounts', label: t('declare.accounts') }]} />
      <div id="declarations-panel" role="tabpanel" className="stack">{tab === 'list' ? <ListTab onOpen={(id) => ask({ id })} /> : tab === 'missing' ? <MissingTab /> : <AccountsTab />}</div>
      {open !== null && 'entry' in open && <EntryDialog onClose={() => ask(null)} onDone={(id) => ask({ id })} />}
      {open !== null && 'id' in open && <SheetDialog id={open.id} onClose={() => ask(null)} onOther={(id) => ask({ id })} />}
    </main>
  );
};
