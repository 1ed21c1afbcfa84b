import { lazy, Suspense, useState } from 'react';
import { getListing, revealHost, type ListingSheet as Sheet } from '@sommier/domain/listings';
import { useCodeText, useT, withWords } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { Ledger, Loading, said, ShowOnMap, SourceColumns, Title } from './sheet-parts.tsx';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

const Summary = ({ l }: { l: Sheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const { currency } = useCommune();
  const personal = useCan()('personal.read');
  return (
    <>
      <h2>{t('map.listing.nights')}</h2>
      <Ledger lines={[
        [`≈ ${format.whole(l.estimatedNights)}`, l.atCap ? t('map.listing.cap') : t('map.answer.between', { low: Math.round(l.nightsLow), high: Math.round(l.nightsHigh) })],
        [t('map.listing.model'), <Ref key="m">{`${l.model.name} v${l.model.version}`}</Ref>],
      ]} />
      <Ledger lines={[
        said(t('map.col.room'), l.roomType, (v) => code('code.room.', v)), said(t('map.listing.type'), l.propertyType), said(t('map.col.neighbourhood'), l.neighbourhood),
        said(t('map.listing.price'), l.priceMinor, (v) => `${format.money(v)} ${currency}`), said(t('map.listing.min'), l.minimumNights, (v) => v), said(t('map.listing.availability'), l.availability365, (v) => v),
        [t('map.listing.license'), l.license ? <Ref key="l">{l.license}</Ref> : t('map.sheet.unknown')], said(t('map.listing.capacity'), l.accommodates, (v) => v), said(t('map.listing.bedrooms'), l.bedrooms, (v) => v),
        said(t('map.listing.reviews'), l.numberOfReviews, (v) => v), [t('map.listing.reviewsYear'), format.whole(l.reviewsOfYear)], said(t('map.listing.last'), l.lastReview, (v) => <Ref>{format.day(v)}</Ref>),
        [t('map.listing.host'), personal ? <Host key="h" l={l} /> : t('map.listing.hidden')], said(t('map.listing.hostCount'), l.hostListings, (v) => v),
      ]} />
    </>
  );
};

/** The host's name, and the number behind it: masked until it is asked for, each reading on the record. */
const Host = ({ l }: { l: Sheet }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const reveal = useChange(revealHost);
  return (
    <><bdi>{l.hostName ?? t('map.sheet.unknown')}</bdi> {l.hostId !== null && <Ref>{reveal.data?.hostId ?? l.hostId}</Ref>}
      {l.hostId !== null && !reveal.data && <Button kind="flat" onClick={() => reveal.mutate({ params: { commune, id: l.id } })}>{t('map.listing.reveal')}</Button>}
      {reveal.error && <Problem error={reveal.error} />}</>
  );
};

const Place = ({ l }: { l: Sheet }) => {
  const t = useT();
  const format = useFormat();
  const may = useCan()('activity.write');
  const { setPlacing } = useWorkspace();
  const name = l.name ?? l.externalId;
  if (!l.located) return (
    <><Note tone="warn">{t('map.place.missing.listing')}</Note>{may && <Button kind="main" icon="here" onClick={() => setPlacing({ kind: 'listing', id: l.id, name, version: 0 })}>{t('map.place.label', { name })}</Button>}</>
  );
  return (
    <>
      <Ledger lines={[[t('map.listing.disc'), <bdi key="d">{t('map.place.metres', { n: l.uncertaintyM })}</bdi>], [t('map.place.coords'), <Ref key="p">{`${(l.lat ?? 0).toFixed(5)}, ${(l.lon ?? 0).toFixed(5)}`}</Ref>]]} />
      <p className="small">{t('map.listing.disc.note')}</p>
      <h2>{t('map.listing.zones')}</h2>
      {l.zones.length ? <Ledger lines={l.zones.map((z) => [<bdi key="z">{`${z.zone} (${z.set})`}</bdi>, <Ref key="s">{format.percent(z.share)}</Ref>])} /> : <p className="small">{t('map.listing.outside')}</p>}
    </>
  );
};

const History = ({ l }: { l: Sheet }) => {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <Ledger lines={l.history.map((h) => [<span key="d"><Ref>{format.day(h.from)}</Ref> {t('map.listing.seenTo')} {h.to ? <Ref>{format.day(h.to)}</Ref> : t('map.listing.present')}</span>, <span key="v"><bdi>{h.name ?? '–'}</bdi>, {format.money(h.priceMinor)}</span>])} />
      {l.months.length > 0 && <><h2>{t('map.listing.months')}</h2><Ledger lines={l.months.map((m) => [<Ref key="m">{m.month.slice(0, 7)}</Ref>, [m.reviews === null ? null : t('map.listing.month.reviews', { n: m.reviews }), m.nights === null ? null : t('map.listing.month.free', { n: m.free ?? 0, of: m.nights })].filter(Boolean).join(' · ')])} /></>}
    </>
  );
};

const PARTS = ['summary', 'place', 'links', 'history', 'source'] as const;
const Links = lazy(withWords('identify', async () => ({ default: (await import('../leads/index.ts')).ListingLinks })));
/** A listing as the platform showed it: what it says, where its disc lies, what changed between captures. */
export const ListingSheet = ({ id }: { id: string }) => {
  const t = useT();
  const format = useFormat();
  const [part, setPart] = useState<(typeof PARTS)[number]>('summary');
  const { data: l, error, refetch } = useEndpoint(getListing, { params: { commune: useCommune().code, id } });
  if (!l) return <Loading error={error} retry={() => void refetch()} />;
  return (
    <>
      <Title code={`${l.platform} ${l.externalId}`} name={l.name ?? l.externalId} tags={l.gone ? <Tag tone="warn">{t('map.listing.gone')}</Tag> : <Tag tone="ok">{t('map.listing.present')}</Tag>} />
      <Tabs label={t('map.sheet.tabs')} tabs={PARTS.map((key) => ({ key, label: t(`map.sheet.${key}`) }))} value={part} onChange={setPart} panel="sheet-body" />
      <div className="body" id="sheet-body" role="tabpanel" tabIndex={0} aria-label={t(`map.sheet.${part}`)}>
        {part === 'summary' && <Summary l={l} />}{part === 'place' && <Place l={l} />}{part === 'links' && <Suspense><Links id={l.id} /></Suspense>}{part === 'history' && <History l={l} />}
        {part === 'source' && <><Ledger lines={[[t('map.listing.platform'), l.platform], [t('map.listing.seen'), <span key="s"><Ref>{format.day(l.firstSeen)}</Ref> {t('map.listing.seenTo')} <Ref>{format.day(l.lastSeen)}</Ref></span>]]} /><SourceColumns attributes={l.extra} /></>}
      </div>
      {l.located && <div className="acts"><ShowOnMap lon={l.lon} lat={l.lat} /></div>}
    </>
  );
};
