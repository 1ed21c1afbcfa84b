import './campaigns.css';
import { useEffect, useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { getCampaign, listSheets, moveCampaign, SHEET_STATES, type Sheet } from '@sommier/domain/campaigns';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Pager, Problem, Ref, SelectField, Table, Tag } from '../../platform/ui/index.ts';
import { Progress } from './progress.tsx';
import { SheetReviewDialog } from './sheet-review.tsx';

const SIZE = 25;
/** One campaign: how far it is by zone, person and week; what came back, to take or refuse; its opening and closing. */
export const CampaignPage = () => {
  const t = useT();
  const can = useCan();
  const format = useFormat();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const { id } = useParams({ from: '/c/$commune/campaigns/$id' });
  const { data: c, error, refetch } = useEndpoint(getCampaign, { params: { commune, id } });
  const [state, setState] = useState('');
  const [zone, setZone] = useState('');
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<string | null>(null);
  const sheets = useEndpoint(listSheets, { params: { commune, id }, query: { page, size: SIZE, ...(state ? { state: state as Sheet['state'] } : {}), ...(zone ? { zone } : {}) } }, { keep: true });
  const move = useChange(moveCampaign, ['getCampaign', 'listCampaigns', 'listSheets']);
  useEffect(() => { document.title = `${c?.name ?? t('campaigns.title')} · Sommier`; }, [c?.name, t]);
  if (!c) return <main id="main" className="page"><h1 className="vh">{t('campaigns.title')}</h1>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  const to = c.state === 'open' ? 'closed' : 'open';
  return (
    <main id="main" className="page">
      <div className="row"><h1><Link to="/c/$commune/campaigns" params={{ commune }}>{t('campaigns.title')}</Link> · <bdi>{c.name}</bdi> <Tag tone={c.state === 'open' ? 'ok' : 'mute'}>{t(`campaigns.state.${c.state}`)}</Tag></h1>
        {can('campaign.survey') && c.state === 'open' && <a className="btn i i-here" href={`/c/${commune}/field`}>{t('campaigns.field')}</a>}
        {can('campaign.manage') && <Button {...(to === 'open' ? { kind: 'main' as const } : {})} refuse={move.isPending && t('shell.wait')} onClick={() => move.mutate({ params: { commune, id }, body: { to } })}>{t(c.state === 'closed' ? 'campaigns.reopen' : `campaigns.move.${to}`)}</Button>}</div>
      {move.error && <Problem error={move.error} />}
      {c.instructions && <p>{c.instructions}</p>}
      <Progress campaign={c} />
      <section className="block" aria-label={t('campaigns.sheets')}>
        <div className="row"><h2>{t('campaigns.sheets')}</h2>
          <SelectField label={t('campaigns.state')} value={state} onChange={(e) => { setState(e.target.value); setPage(1); }}><option value="">{t('campaigns.any')}</option>{SHEET_STATES.map((s) => <option key={s} value={s}>{t(`campaigns.sheet.${s}`)}</option>)}</SelectField>
          <SelectField label={t('campaigns.zone')} value={zone} onChange={(e) => { setZone(e.target.value); setPage(1); }}><option value="">{t('campaigns.any')}</option>{c.zones.filter((z) => z.zone !== null).map((z) => <option key={z.zone} value={z.zone ?? ''}>{nameOf({ name: z.label ?? '–', nameAr: z.labelAr })}</option>)}</SelectField>
          {sheets.data && <Pager page={page} size={SIZE} total={sheets.data.total} onPage={setPage} />}</div>
        {sheets.error && <Problem error={sheets.error} onRetry={() => void sheets.refetch()} />}
        <div className="scroll">
          <Table label={t('campaigns.sheets')} rows={sheets.data?.rows ?? []} keyOf={(r) => r.id} selected={open} onSelect={(r) => setOpen(r.id)} columns={[
            { key: 'code', head: t('campaigns.code'), cell: (r) => (r.code ? <Ref>{r.code}</Ref> : <Tag tone="info">{t('campaigns.found.one')}</Tag>) },
            { key: 'name', head: t('campaigns.property'), cell: (r) => <bdi>{nameOf(r)}</bdi> },
            { key: 'zone', head: t('campaigns.zone'), cell: (r) => (r.zone ? <bdi>{r.zone}</bdi> : '–') },
            { key: 'who', head: t('campaigns.assignee'), cell: (r) => (r.assignee ? <bdi>{r.assignee}</bdi> : '–') },
            { key: 'state', head: t('campaigns.state'), cell: (r) => <Tag tone={r.state === 'accepted' ? 'ok' : r.state === 'returned' ? 'warn' : r.state === 'refused' ? 'bad' : 'mute'}>{t(`campaigns.sheet.${r.state}`)}</Tag> },
            { key: 'outcome', head: t('field.outcome'), cell: (r) => (r.outcome ? t(`field.outcome.${r.outcome}`) : '–') },
            { key: 'at', head: t('campaigns.visited'), cell: (r) => <Ref>{format.day(r.visitedAt)}</Ref> },
            { key: 'photos', head: t('field.photos'), num: true, cell: (r) => format.whole(r.photos) },
          ]} />
        </div>
      </section>
      {open && <SheetReviewDialog campaign={id} sheet={open} onClose={() => { setOpen(null); void sheets.refetch(); void refetch(); }} />}
    </main>
  );
};
