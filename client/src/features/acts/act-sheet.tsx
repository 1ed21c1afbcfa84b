import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { ActRow } from '@sommier/domain/acts';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Ledger, Note, Ref, said, Tag } from '../../platform/ui/index.ts';
import { DocumentsSection } from '../documents/index.ts';
import { ActDialog } from './act-dialog.tsx';

/** One act whole: what it says, what it does, who answered for a rule, its papers. */
export const ActSheet = ({ act: a }: { act: ActRow }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [cancelling, cancel] = useState(false);
  const ref = (v: string) => <Ref>{v}</Ref>;
  const day = (v: string) => <Ref>{format.day(v)}</Ref>;
  const sum = (v: string) => <Ref>{format.money(v)}</Ref>;
  return (
    <div className="stack">
      <section className="card whole">
        <div className="row"><h2>{t(`acts.kind.${a.kind}`)} <Ref>{a.reference}</Ref></h2>{a.cancelledBy && <Tag tone="bad">{t('acts.cancelled')}</Tag>}
          {may && !a.cancelledBy && a.kind !== 'cancellation' && <Button kind="bad" onClick={() => cancel(true)}>{t('acts.cancel')}</Button>}</div>
        {a.cancelledBy && <Note tone="warn">{t('acts.cancelled.by')} <Ref>{a.cancelledBy.reference}</Ref></Note>}
        <Ledger lines={[
          [t('acts.subject'), <bdi key="s">{a.subject}</bdi>], said(t('acts.authority'), a.authority), [t('acts.signed'), day(a.signedOn)], [t('acts.effective'), day(a.effectiveOn)], said(t('acts.deliberated'), a.deliberatedOn, day), said(t('acts.deliberation'), a.deliberationReference, ref),
          said(t('acts.approved'), a.approvedOn, day), said(t('acts.approval'), a.approvalReference, ref), said(t('acts.publication'), a.publication, ref), said(t('acts.service'), a.service), said(t('acts.record'), a.recordOn, day), said(t('acts.party'), a.partyName), said(t('acts.note'), a.note),
          a.cancels && [t('acts.cancels'), ref(a.cancels.reference)],
          a.deed && a.deed.deliberations.length > 0 && [t('acts.deed.deliberations'), <Ref key="d">{a.deed.deliberations.map((d) => format.day(d)).join(', ')}</Ref>], a.deed && a.deed.estimates.length > 0 && [t('acts.deed.estimates'), <Ref key="e">{a.deed.estimates.map((e) => format.money(e.amount)).join(' ; ')}</Ref>],
          said(t('acts.deed.promised'), a.deed?.promisedOn, day), said(t('acts.deed.on'), a.deed?.deedOn, day), said(t('acts.deed.reference'), a.deed?.deedReference, ref), said(t('acts.deed.notary'), a.deed?.notary), said(t('acts.deed.net'), a.deed?.priceNet, sum), said(t('acts.deed.gross'), a.deed?.priceGross, sum),
          said(t('acts.deed.fees'), a.deed?.fees, sum), said(t('acts.deed.initial'), a.deed?.initialParcels), said(t('acts.deed.final'), a.deed?.finalParcels),
        ]} />
        {a.overridden.map((o) => <Note key={o.guard} tone="warn">{t('acts.overridden', { by: o.by ?? '–' })} <bdi>{o.reason}</bdi> <span className="small">({o.guard})</span></Note>)}
      </section>
      {a.properties.length > 0 && <section className="card whole"><h2>{t('acts.properties', { n: a.propertyCount })}</h2>
        <Ledger lines={a.properties.map((p) => [<Link key="l" to="/c/$commune/assets/$id" params={{ commune, id: p.assetId }} search={{ tab: 'legal' }}><Ref>{p.code}</Ref></Link>, <span key="n"><bdi>{p.name}</bdi>{p.side === 'about' ? '' : `, ${t(`acts.side.${p.side}`)}`}{p.domainClass ? `, ${code('code.domain.', p.domainClass)}` : ''}</span>])} /></section>}
      <DocumentsSection subjectKind="act" subjectId={a.id} title={t('acts.documents')} />
      {cancelling && <ActDialog cancels={a} onClose={() => cancel(false)} />}
    </div>
  );
};
