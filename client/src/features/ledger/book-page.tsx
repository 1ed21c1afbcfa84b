import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { BOOKS, exportBook, readBook, type Book, type BookLine } from '@sommier/domain/ledger';
import { addDays, addMonths } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { FileLink } from '../../platform/file-link.tsx';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Empty, Note, Pager, Problem, Ref, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import './ledger.css';

const SIZE = 25;
/** The cash book: what came in and went out by day, each line with its numbered paper and what is in the till after it. */
export const BookPage = () => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const [book, setBook] = useState<Book>('cash');
  const [from, setFrom] = useState('');
  const [last, setLast] = useState('');
  const [page, setPage] = useState(1);
  const read = useEndpoint(readBook, { params: { commune, book }, query: { page, size: SIZE, ...(from === '' ? {} : { from }), ...(last === '' ? {} : { to: addDays(last, 1) }) } }, { keep: true });
  const b = read.data;
  const shown = (minor: string | null) => (minor === null ? '' : f.money(minor));
  return (
    <main id="main" className="page money">
      <div className="top"><div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link></p><h1>{word('ledger.book.', book)}</h1></div>
        {b && (['csv', 'xlsx'] as const).map((format) => <FileLink key={format} className="btn i i-dl" e={exportBook} sent={{ params: { commune, book }, query: { from: b.from, to: b.to, format } }}>{format.toUpperCase()}</FileLink>)}
      </div>
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      <section className="card">
        <div className="find-row">
          <SelectField label={t('ledger.book')} value={book} onChange={(e) => { setBook(e.currentTarget.value as Book); setPage(1); }}>{BOOKS.map((x) => <option key={x} value={x}>{word('ledger.book.', x)}</option>)}</SelectField>
          <TextField label={t('ledger.due.from')} type="date" value={from || (b?.from ?? '')} onChange={(e) => { const day = e.currentTarget.value; setFrom(day); if (day !== '') setLast(addDays(addMonths(day, 1), -1)); setPage(1); }} />
          <TextField label={t('ledger.due.last')} type="date" value={last || (b ? addDays(b.to, -1) : '')} onChange={(e) => { setLast(e.currentTarget.value); if (b) setFrom(b.from); setPage(1); }} />
        </div>
        {b && <dl className="fig">
          <div><dt>{t('ledger.book.opening', { day: f.day(b.from) })}</dt><dd>{f.money(b.opening)} <small>{currency}</small></dd></div>
          <div><dt>{t('ledger.book.in')}</dt><dd>{f.money(b.in)}</dd></div><div><dt>{t('ledger.book.out')}</dt><dd>{f.money(b.out)}</dd></div>
          <div><dt>{t('ledger.book.closing', { day: f.day(addDays(b.to, -1)) })}</dt><dd>{f.money(b.closing)}</dd></div>
          <div><dt>{t('ledger.book.series', { year: b.from.slice(0, 4) })}</dt><dd>{b.series.length === 0 ? '–' : b.series.map((s) => <small key={s.series}><Ref>{s.series}</Ref> {t('ledger.book.numbers', { n: s.last, missing: s.missing })}</small>)}</dd></div>
        </dl>}
        {b?.series.some((s) => s.missing > 0) && <Note tone="bad">{t('ledger.book.gap')}</Note>}
        {b?.total === 0 ? <Empty title={t('ledger.book.none')} why={t('ledger.book.none.why')} /> : b && <>
          <div className="scroll" tabIndex={0} role="region" aria-label={word('ledger.book.', book)}>
            <Table<BookLine> label={word('ledger.book.', book)} rows={b.rows} keyOf={(l) => l.id} columns={[
              { key: 'day', head: t('ledger.day'), cell: (l) => f.day(l.day) }, { key: 'no', head: t('ledger.piece'), cell: (l) => (l.number ? <Ref>{l.number}</Ref> : '') },
              { key: 'payer', head: t('ledger.payer'), cell: (l) => (l.accountId ? <Link to="/c/$commune/money/$id" params={{ commune, id: l.accountId }}><bdi>{l.payer ?? t('ledger.nobody')}</bdi></Link> : word('ledger.book.kind.', l.kind)) },
              { key: 'occ', head: t('ledger.occupation'), className: 'sample', cell: (l) => (l.occupation ? <Ref>{l.occupation}</Ref> : '') },
              { key: 'how', head: t('ledger.method'), className: 'wrap', cell: (l) => <>{word('ledger.book.kind.', l.kind)}{l.method && ` · ${word('ledger.method.', l.method)}`} {l.reference && <small><bdi>{l.reference}</bdi></small>}</> },
              { key: 'in', head: t('ledger.book.in'), num: true, cell: (l) => shown(l.in) }, { key: 'out', head: t('ledger.book.out'), num: true, cell: (l) => shown(l.out) }, { key: 'balance', head: t('ledger.balance'), num: true, cell: (l) => f.money(l.balance) },
            ]} />
          </div>
          <Pager page={page} size={SIZE} total={b.total} onPage={setPage} /></>}
      </section>
    </main>
  );
};
