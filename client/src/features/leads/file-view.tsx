import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { closeLeadFile, FILE_OUTCOMES, type LeadFile } from '@sommier/domain/leads';
import { useFormat } from '../../platform/format.ts';
import { usePlaceOf } from './place-of.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Field, Problem, Ref, SelectField, Tag, useToast } from '../../platform/ui/index.ts';

/** A file opened by a confirmed lead: what to look at, and the outcome that closes it. */
export const FileView = ({ file }: { file: LeadFile }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const format = useFormat();
  const placeOf = usePlaceOf();
  const can = useCan();
  const { code: commune } = useCommune();
  const [outcome, choose] = useState<(typeof FILE_OUTCOMES)[number]>('founded');
  const [note, setNote] = useState('');
  const close = useChange(closeLeadFile, ['listLeadFiles', 'getLead', 'listAssetLeads']);
  const may = can(file.side === 'property' ? 'register.write' : 'activity.write');
  const { lead } = file;
  return (
    <section className="card whole difference">
      <div className="row"><h2><bdi>{placeOf(lead.asset)}</bdi></h2><Tag tone="warn">{code('leads.side.', file.side)}</Tag></div>
      {close.error && <Problem error={close.error} />}
      <p>{code('leads.kind.', lead.kind)} · {t('leads.score', { n: lead.score })} · <bdi>{file.openedBy?.name ?? '–'}</bdi>, <Ref>{format.day(file.openedAt)}</Ref></p>
      <p>{t(file.side === 'property' ? 'leads.file.property' : 'leads.file.tax')}</p>
      <ul>
        <li><Link to="/c/$commune/assets/$id" params={{ commune, id: lead.asset.id }} search={{ tab: 'occupation' }}><Ref>{lead.asset.code}</Ref></Link></li>
        {file.occupationId && <li><Link to="/c/$commune/occupations/$id" params={{ commune, id: file.occupationId }} search={{}}>{t('leads.file.occupation')}</Link></li>}
        <li><Ref>{`${lead.listing.platform} ${lead.listing.externalId}`}</Ref> · <bdi>{lead.listing.title ?? '–'}</bdi> · {t('leads.nights.range', { low: Math.round(lead.listing.nightsLow), high: Math.round(lead.listing.nightsHigh) })}</li>
      </ul>
      {may && <div className="decide">
        <SelectField label={t('leads.file.outcome')} value={outcome} onChange={(e) => choose(e.currentTarget.value as typeof outcome)}>{FILE_OUTCOMES.map((o) => <option key={o} value={o}>{t(`leads.outcome.${o}`)}</option>)}</SelectField>
        <Field label={t('leads.note')}><input type="text" maxLength={2000} value={note} onChange={(e) => setNote(e.currentTarget.value)} /></Field>
        <Button kind="main" data-key="c" refuse={close.isPending && t('shell.wait')} onClick={() => void close.mutateAsync({ params: { commune, id: file.id }, body: { outcome, ...(note.trim() ? { note: note.trim() } : {}) } }).then(() => say(t('leads.file.done')), () => undefined)}>{t('leads.file.close')} <kbd>C</kbd></Button>
      </div>}
    </section>
  );
};
