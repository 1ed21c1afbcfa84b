import type { FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { CONFLICT_STATES, decideConflict, getConflict } from '@sommier/domain/titles';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Field, Ledger, Note, Problem, Ref, SelectField, useToast } from '../../platform/ui/index.ts';
import { OverlapMap } from './overlap-map.tsx';

/** One conflict: its shapes, its sides, the properties on it, and what was decided. */
export const ConflictSheet = ({ id }: { id: string }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const decide = useChange(decideConflict, ['listConflicts', 'getConflict', 'mapConflicts']);
  const { data: x, error, refetch } = useEndpoint(getConflict, { params: { commune, id } });
  if (!x) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>;
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    decide.mutate({ params: { commune, id }, options: { headers: { 'if-match': `"v${x.version}"` } }, body: { state: String(form.get('state')) as 'open', note: String(form.get('note') ?? '').trim() || null } }, { onSuccess: () => say(t('titles.conflict.decided')) });
  };
  return (
    <section className="card whole" aria-label={t(`titles.kind.${x.kind}`)}>
      <div className="row"><h2>{t(`titles.kind.${x.kind}`)}</h2>{x.sides[0] && <Link className="btn i i-here" to="/c/$commune/map" params={{ commune }} search={{ sel: `conflict:${id}`, conflicts: 'yes', ...(x.lon !== null && x.lat !== null ? { at: `${x.lon.toFixed(5)},${x.lat.toFixed(5)},18.00` } : {}) }}>{t('titles.conflict.onmap')}</Link>}</div>
      <div className="stack">
        {!x.present && <Note tone="warn">{t('titles.conflict.gone')}</Note>}
        <OverlapMap conflict={x} />
        <Ledger lines={[
          x.areaM2 !== null && [t('titles.conflict.area'), <b key="a">{format.number(x.areaM2, 2)}</b>], x.share !== null && [t('titles.conflict.share'), format.percent(x.share)],
          x.kind === 'repeat' && [t('titles.conflict.sides'), t('titles.conflict.times', { n: x.sideCount })],
          ...x.sides.map((s): [React.ReactNode, React.ReactNode] => [<Link key="l" to="/c/$commune/map" params={{ commune }} search={{ sel: `parcel:${s.parcelId}` }}>{s.reference ? <Ref>{s.reference}</Ref> : t('titles.conflict.unnamed')}</Link>, `${code('code.title.', s.titleState)}, ${format.squareMetres(s.areaM2)}`]),
          x.assets.length > 0 && [t('titles.conflict.properties'), <span key="p" className="list">{x.assets.map((a) => <Link key={a.id} to="/c/$commune/assets/$id" params={{ commune, id: a.id }} search={{ tab: 'legal' }}><Ref>{a.code}</Ref> </Link>)}</span>],
        ]} />
        {x.decidedAt && <Note tone={x.state === 'real' ? 'bad' : 'ok'}><b>{t(`titles.state.${x.state}`)}</b> <bdi>{x.note}</bdi> <span className="small">{t('titles.conflict.by', { by: x.decidedBy ?? '–', day: format.day(x.decidedAt) })}</span></Note>}
        {may && <form className="stack" key={x.version} onSubmit={submit}>
          {decide.error && <Problem error={decide.error} onRetry={() => void refetch()} />}
          <SelectField label={t('titles.conflict.state')} name="state" defaultValue={x.state}>{CONFLICT_STATES.map((s) => <option key={s} value={s}>{t(`titles.state.${s}`)}</option>)}</SelectField>
          <Field label={t('titles.conflict.note')}><textarea name="note" rows={3} maxLength={2000} dir="auto" defaultValue={x.note ?? ''} /></Field>
          <Button kind="main" type="submit" refuse={decide.isPending && t('shell.wait')}>{t('titles.conflict.decide')}</Button>
        </form>}
      </div>
    </section>
  );
};
