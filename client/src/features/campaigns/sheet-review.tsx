import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { getSheet, reviewSheet, SURVEY_FIELDS, type Sheet } from '@sommier/domain/campaigns';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Note, Problem, Ref, SelectField, Tag, TextField } from '../../platform/ui/index.ts';

type Seen = Sheet['visits'][number];
const WORDS: Record<string, string> = { conditionClass: 'code.condition.', level: 'code.level.', nature: 'code.nature.', titleState: 'code.title.' };

const Answers = ({ sheet, visit, taken, onTake }: { sheet: Sheet; visit: Seen; taken: readonly string[]; onTake: (next: string[]) => void }) => {
  const t = useT();
  const code = useCodeText();
  const say = (key: string, v: unknown): string => (v === null || v === undefined || v === '' ? '–' : typeof v === 'boolean' ? t(v ? 'field.yes' : 'field.no') : SURVEY_FIELDS.find((f) => f.key === key)?.type === 'word' ? code(WORDS[key] ?? '', String(v)) : String(v));
  const keys = Object.keys(visit.answers);
  const toggle = (key: string, on: boolean) => onTake(on ? [...taken, key] : taken.filter((k) => k !== key));
  return (
    <table className="tbl merge"><caption className="vh">{t('campaigns.review')}</caption>
      <thead><tr><th scope="col">{t('campaigns.field.name')}</th><th scope="col">{t('campaigns.register')}</th><th scope="col">{t('campaigns.ground')}</th></tr></thead>
      <tbody>
        {keys.map((key) => <tr key={key}><th scope="row">{key.startsWith('extra.') ? key.slice(6) : code('assets.field.', key)}</th><td><bdi>{say(key, sheet.asset?.values[key])}</bdi></td>
          <td className={taken.includes(key) ? 'pick' : undefined}><Check checked={taken.includes(key)} onChange={(e) => toggle(key, e.target.checked)}><bdi>{say(key, visit.answers[key])}</bdi></Check></td></tr>)}
        {visit.position && <tr><th scope="row">{t('field.position')}</th><td>{sheet.asset?.located ? t('campaigns.located') : '–'}</td><td className={taken.includes('position') ? 'pick' : undefined}>
          <Check checked={taken.includes('position')} onChange={(e) => toggle('position', e.target.checked)}><Ref>{`${visit.position.lat.toFixed(6)}, ${visit.position.lon.toFixed(6)} ± ${visit.position.accuracyM ?? '?'} m`}</Ref></Check></td></tr>}
      </tbody></table>
  );
};

/** What came back beside the register, field by field; accepted, it is a correction, a proposal or a new property. */
export const SheetReviewDialog = ({ campaign, sheet: id, onClose }: { campaign: string; sheet: string; onClose: () => void }) => {
  const t = useT();
  const can = useCan();
  const format = useFormat();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const params = { commune, id: campaign, sheet: id };
  const { data: sheet, error, refetch } = useEndpoint(getSheet, { params });
  const review = useChange(reviewSheet, ['getSheet', 'listSheets', 'getCampaign', 'getAsset', 'listAssets']);
  const [client, setClient] = useState('');
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [note, setNote] = useState('');
  const visit = sheet?.visits.find((v) => v.client === client) ?? sheet?.visits[0];
  // Ticked at first: what differs from the register.
  const taken = picked ?? (visit && sheet ? [...Object.keys(visit.answers).filter((k) => visit.answers[k] !== (sheet.asset?.values[k] ?? null)), ...(visit.position && !sheet.asset?.located ? ['position'] : [])] : []);
  const decide = (decision: 'accept' | 'refuse') => {
    if (!sheet || !visit) return;
    review.mutate({ params, body: { decision, visit: visit.client, fields: decision === 'accept' ? [...taken] : [], note: note.trim() || null }, options: { headers: { 'if-match': `"v${sheet.version}"` } } }, { onSuccess: onClose });
  };
  const may = can('campaign.review') && sheet?.state === 'returned' && visit !== undefined;
  return (
    <Dialog title={sheet?.asset ? <bdi>{nameOf(sheet.asset)}</bdi> : visit?.foundName ?? t('campaigns.review')} onClose={onClose} wide foot={may ? (
      <><Button kind="main" refuse={review.isPending && t('shell.wait')} onClick={() => decide('accept')}>{t(sheet.asset === null ? 'campaigns.take.found' : sheet.asset.review === 'validated' ? 'campaigns.take.proposal' : 'campaigns.take', { n: taken.length })}</Button>
        <Button kind="bad" refuse={note.trim() === '' && t('campaigns.refuse.why')} onClick={() => decide('refuse')}>{t('campaigns.refuse')}</Button></>
    ) : undefined}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!sheet && !error && <p role="status">{t('shell.loading')}</p>}
      {sheet && (
        <div className="stack">
          <p className="row">{sheet.asset && <Link to="/c/$commune/assets/$id" params={{ commune, id: sheet.asset.id }}><Ref>{sheet.asset.code}</Ref></Link>} <Tag tone={sheet.state === 'accepted' ? 'ok' : sheet.state === 'returned' ? 'warn' : 'mute'}>{t(`campaigns.sheet.${sheet.state}`)}</Tag> {sheet.assignee && <bdi>{sheet.assignee.name}</bdi>}</p>
          {sheet.visits.length === 0 && <Note>{t('campaigns.notyet')}</Note>}
          {sheet.visits.length > 1 && <SelectField label={t('campaigns.which')} value={visit?.client} onChange={(e) => { setClient(e.target.value); setPicked(null); }}>{sheet.visits.map((v) => <option key={v.client} value={v.client}>{`${v.by}, ${format.day(v.at)}`}</option>)}</SelectField>}
          {visit && (
            <>
              <p className="small">{t('campaigns.by', { by: visit.by, at: format.day(visit.at) })} · {t(`field.outcome.${visit.outcome}`)}{visit.late && ` · ${t('campaigns.late')}`}</p>
              {sheet.asset && visit.baseVersion !== null && sheet.asset.version > visit.baseVersion && <Note tone="warn">{t('campaigns.moved', { from: visit.baseVersion, to: sheet.asset.version })}</Note>}
              <Answers sheet={sheet} visit={visit} taken={taken} onTake={setPicked} />
              {visit.occupant && <p>{t('field.occupant')} : <bdi>{visit.occupant}</bdi></p>}
              {visit.note && <p>{t('field.note')} : <bdi>{visit.note}</bdi></p>}
              {visit.photos.length > 0 && <ul className="thumbs">{visit.photos.map((p, i) => <li key={p}><a href={`/api/communes/${commune}/documents/${p}/content?inline=yes`} target="_blank" rel="noreferrer"><img loading="lazy" src={`/api/communes/${commune}/documents/${p}/thumbnail`} alt={t('field.photo.n', { n: i + 1 })} /></a></li>)}</ul>}
            </>
          )}
          {sheet.reviewedBy && <p className="small">{t('campaigns.reviewed', { by: sheet.reviewedBy, at: format.day(sheet.reviewedAt) })} {sheet.reviewNote}</p>}
          {sheet.proposal && <Note>{t('campaigns.proposal')}</Note>}
          {may && <TextField label={t('campaigns.note')} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />}
          {review.error && <Problem error={review.error} />}
        </div>
      )}
    </Dialog>
  );
};
