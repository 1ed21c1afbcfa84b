import { useState } from 'react';
import { getParty, mergeParties, revealParty, type PartySheet } from '@sommier/domain/parties';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Ledger, Note, Problem, Ref, said, useToast, type Line } from '../../platform/ui/index.ts';
import { PartyDialog } from './party-dialog.tsx';
import { PartyPicker, type PickedParty } from './party-picker.tsx';

/** Two sheets that are one person or body: what names the other names this one from then on. */
const MergeDialog = ({ party, onClose }: { party: PartySheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const [gone, setGone] = useState<PickedParty | null>(null);
  const merge = useChange(mergeParties, ['searchParties', 'getParty']);
  const go = () => gone && merge.mutate({ params: { commune, id: party.id }, body: { gone: gone.id }, options: { headers: { 'if-match': `"v${party.version}"` } } }, { onSuccess: () => { say(t('parties.merged')); onClose(); } });
  return (
    <Dialog title={t('parties.merge')} onClose={onClose} foot={<Button kind="bad" refuse={!gone && t('parties.merge.choose')} onClick={go}>{t('parties.merge.go')}</Button>}>
      {merge.error && <Problem error={merge.error} />}
      <p>{t('parties.merge.why', { name: nameOf(party) })}</p>
      <PartyPicker label={t('parties.merge.other')} value={gone} onChange={setGone} kind={party.kind} />
    </Dialog>
  );
};

/** One party: its numbers masked until somebody asks for them, which is written down; where it is named; correcting and merging. */
export const PartyPanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const can = useCan();
  const { code: commune } = useCommune();
  const { data, error, refetch } = useEndpoint(getParty, { params: { commune, id } });
  const reveal = useChange(revealParty);
  const [doing, act] = useState<'edit' | 'merge' | null>(null);
  const shown = reveal.data?.id === id && reveal.data.version === data?.version ? reveal.data : data;
  if (!shown) return <aside className="side">{error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>}</aside>;
  return (
    <aside className="side" aria-label={nameOf(shown)}>
      <div className="row"><h2><bdi>{nameOf(shown)}</bdi></h2><Button kind="flat" icon="x" label={t('shell.close')} onClick={onClose} /></div>
      {shown.masked && <Note>{t('parties.masked')}</Note>}
      <Ledger lines={[[t('parties.kind'), t(`parties.kind.${shown.kind}`)], said(t('parties.legalForm'), shown.legalForm), said(t('parties.activity'), shown.activity), said(t('parties.note'), shown.note),
        ...shown.identifiers.map((i): Line => [t(`parties.id.${i.kind}`), <Ref key={i.id}>{i.value}</Ref>]),
        ...shown.uses.map((u): Line => [code('parties.uses.', u.table), format.whole(u.count)]), [t('map.source.updated'), <Ref key="u">{format.day(shown.updatedAt)}</Ref>]]} />
      <div className="row">
        {can('personal.read') && shown.identifiers.length > 0 && shown === data && <Button onClick={() => reveal.mutate({ params: { commune, id } })}>{t('parties.reveal')}</Button>}
        {can('parties.write') && <><Button icon="pen" onClick={() => act('edit')}>{t('parties.edit')}</Button><Button onClick={() => act('merge')}>{t('parties.merge')}</Button></>}
      </div>
      {shown === data && shown.identifiers.length > 0 && can('personal.read') && <p className="small">{t('parties.reveal.why')}</p>}
      {reveal.error && <Problem error={reveal.error} />}
      {doing === 'edit' && data && <PartyDialog party={data} onClose={() => act(null)} onDone={() => act(null)} />}
      {doing === 'merge' && data && <MergeDialog party={data} onClose={() => act(null)} />}
    </aside>
  );
};
