import { useState } from 'react';
import { confirmRevisionRule, listRevisionRules, setIndexValue } from '@sommier/domain/revisions';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Note, Problem, Ref, Tag, TextField } from '../../platform/ui/index.ts';

const ConfirmDialog = ({ code, onClose }: { code: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [note, setNote] = useState('');
  const confirm = useChange(confirmRevisionRule, ['listRevisionRules', 'simulateRevisions']);
  return (
    <Dialog title={t('revisions.confirm')} onClose={onClose} foot={<Button kind="main" refuse={note.trim().length < 5 && t('revisions.confirm.note')} onClick={() => confirm.mutate({ params: { commune }, body: { code, note: note.trim() } }, { onSuccess: onClose })}>{t('revisions.confirm')}</Button>}>
      <TextField label={t('revisions.confirm.note')} value={note} maxLength={1000} onChange={(e) => setNote(e.currentTarget.value)} />
      {confirm.error && <Problem error={confirm.error} />}
    </Dialog>
  );
};

const Indexes = ({ index, known }: { index: string; known: readonly { from: string; value: string }[] }) => {
  const t = useT();
  const f = useFormat();
  const intl = useIntl();
  const can = useCan();
  const { code: commune } = useCommune();
  const [from, setFrom] = useState('');
  const [value, setValue] = useState('');
  const set = useChange(setIndexValue, ['listRevisionRules', 'simulateRevisions']);
  const typed = Number(value.replace(',', '.'));
  return (
    <div className="stack">
      <p className="small">{known.map((v) => <span key={v.from}><Ref>{index}</Ref> {f.day(v.from)} : {intl.formatNumber(Number(v.value) / 1000, { maximumFractionDigits: 3 })} · </span>)}</p>
      {can('money.rules') && <div className="find-row"><TextField label={t('revisions.index.from')} type="date" value={from} onChange={(e) => setFrom(e.currentTarget.value)} /><TextField label={t('revisions.index.value', { index })} value={value} inputMode="decimal" onChange={(e) => setValue(e.currentTarget.value)} />
        <Button refuse={(from === '' || !(typed > 0)) && t('revisions.index.needed')} onClick={() => set.mutate({ params: { commune }, body: { index, from, value: String(Math.round(typed * 1000)) } }, { onSuccess: () => setValue('') })}>{t('revisions.index.save')}</Button></div>}
      {set.error && <Problem error={set.error} />}
    </div>
  );
};

/** The rules of the country with their sources; what nobody has confirmed says so. */
export const Rules = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [confirming, confirm] = useState<string | null>(null);
  const read = useEndpoint(listRevisionRules, { params: { commune } });
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return null;
  if (read.data.rules.length === 0) return <Empty title={t('revisions.rules.none')} why={t('revisions.rules.none.why')} />;
  return (
    <>{read.data.rules.map(({ rule, confirmed, note }) => (
      <section className="card" key={rule.code}>
        <h2><span>{rule.title[language]} {confirmed ? <Tag tone="ok">{t('revisions.confirmed')}</Tag> : <Tag tone="warn">{t('revisions.to_confirm')}</Tag>}</span> <small>{t('revisions.since', { day: f.day(rule.from) })}</small></h2>
        <p>{t('revisions.reading', { contract: rule.monthsFromContract, between: rule.monthsBetween })} {rule.ceilingBp !== null && t('revisions.reading.ceiling', { rate: f.percent(rule.ceilingBp / 10_000) })} {rule.kind === 'agreement' && t('revisions.reading.agreement')} {rule.index !== null && t('revisions.reading.index', { index: rule.index })} {rule.court !== null && t('revisions.reading.court', { rent: f.money(rule.court.atMostMonthly), rate: f.percent(rule.court.ceilingBp / 10_000) })}</p>
        <ul className="small">{rule.sources.map((s) => <li key={s.law}><bdi>{s.law}{s.article === null ? '' : `, ${s.article}`}</bdi> {s.url !== null && <Ref>{s.url}</Ref>}</li>)}</ul>
        {!confirmed && rule.toConfirm.length > 0 && <Note tone="warn"><ul>{rule.toConfirm.map((x) => <li key={x.fr}><bdi>{x[language]}</bdi></li>)}</ul></Note>}
        {note && <p className="small"><bdi>{note}</bdi></p>}
        {rule.index !== null && <Indexes index={rule.index} known={read.data.indexes.filter((v) => v.index === rule.index)} />}
        {!confirmed && can('money.rules') && <div><Button onClick={() => confirm(rule.code)}>{t('revisions.confirm')}</Button></div>}
      </section>))}
      {confirming && <ConfirmDialog code={confirming} onClose={() => confirm(null)} />}
    </>
  );
};
