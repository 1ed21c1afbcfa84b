import { getStorage, sweepStorage, type Storage } from '@sommier/domain/operations';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Ledger, Note, Problem, Table, useToast } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';

type Part = Storage['parts'][number];
/** Below this share of free disk the page says so. */
const LOW = 0.1;

/** What the commune's files weigh, what nothing refers to, and the room left. */
export const StoragePage = () => {
  const t = useT();
  const f = useFormat();
  const intl = useIntl();
  const say = useToast();
  const { code: commune } = useCommune();
  const read = useEndpoint(getStorage, { params: { commune } });
  const sweep = useChange(sweepStorage, ['getStorage']);
  const weight = (bytes: number) => <bdi>{weightText(intl, bytes)}</bdi>;
  const s = read.data, error = read.error ?? sweep.error;
  return (
    <main id="main" className="page">
      <h1>{t('shell.nav.storage')}</h1>
      <p className="small">{t('ops.storage.why')}</p>
      {error && <Problem error={error} onRetry={() => void read.refetch()} />}
      {s && <>
        {s.disk !== null && s.disk.free / s.disk.total < LOW && <Note tone="warn">{t('ops.disk.low')}</Note>}
        <div className="scroll" tabIndex={0} role="region" aria-label={t('shell.nav.storage')}>
          <Table<Part> label={t('shell.nav.storage')} rows={s.parts} keyOf={(p) => p.kind} columns={[
            { key: 'kind', head: t('ops.kind'), cell: (p) => t(`ops.kind.${p.kind}`) },
            { key: 'files', head: t('ops.files'), num: true, cell: (p) => f.whole(p.files) },
            { key: 'weight', head: t('ops.weight'), num: true, cell: (p) => weight(p.bytes) },
            { key: 'share', head: t('ops.share'), num: true, cell: (p) => (s.bytes === 0 ? '–' : f.percent(p.bytes / s.bytes)) },
          ]} foot={<tr><th scope="row">{t('ops.total')}</th><td className="num">{f.whole(s.parts.reduce((n, p) => n + p.files, 0))}</td><td className="num">{weight(s.bytes)}</td><td className="num" /></tr>} />
        </div>
        <Ledger lines={[
          [t('ops.orphans'), t('ops.orphans.some', { n: s.orphans.files, weight: weightText(intl, s.orphans.bytes) })],
          [t('ops.missing'), t('ops.missing.some', { n: s.orphans.missing })],
          s.disk && [t('ops.disk'), t('ops.disk.of', { free: weightText(intl, s.disk.free), total: weightText(intl, s.disk.total) })],
          s.database !== null && [t('ops.database'), weight(s.database)],
          [t('ops.where'), t(`ops.where.${s.documentsIn}`)],
        ]} />
        {s.orphans.files > 0 && <div className="row"><Button refuse={sweep.isPending && t('shell.wait')} onClick={() => sweep.mutate({ params: { commune } }, { onSuccess: () => say(t('ops.swept')) })}>{t('ops.sweep')}</Button><p className="small">{t('ops.sweep.why')}</p></div>}
      </>}
    </main>
  );
};
