import { Link } from '@tanstack/react-router';
import { shareText, termEnd, type OccupationSheet } from '@sommier/domain/occupations';
import { FINDING_RULES } from '@sommier/domain/findings';
import { addDays, addMonths } from '@sommier/domain/shared';
import { useState } from 'react';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ledger, Note, Ref, said, Table } from '../../platform/ui/index.ts';
import { useLastDay } from './marks.tsx';

const differs = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) > FINDING_RULES.areaTolerance * Math.max(a, b);

/** What is occupied, with the areas of the contract, the register and the drawing side by side; a difference is said. */
const Units = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const format = useFormat();
  const nameOf = useNameOf();
  const code = useCodeText();
  const { code: commune } = useCommune();
  const flagged = o.units.filter((u) => u.share.num === u.share.den && (differs(u.areaM2, u.registerM2) || differs(u.areaM2, u.drawnM2)));
  return (
    <section className="card whole"><h2>{t('occ.units')}</h2>
      <Table label={t('occ.units')} rows={o.units} keyOf={(u) => u.assetId} columns={[
        { key: 'code', head: t('map.col.code'), cell: (u) => <Link to="/c/$commune/assets/$id" params={{ commune, id: u.assetId }} search={{ tab: 'occupation' }}><Ref>{u.code}</Ref></Link> },
        { key: 'name', head: t('map.col.name'), cell: (u) => <bdi>{nameOf(u)}</bdi> }, { key: 'domain', head: t('assets.facet.domain'), cell: (u) => (u.domainClass ? code('code.domain.', u.domainClass) : '–') },
        { key: 'share', head: t('occ.share'), num: true, cell: (u) => <Ref>{shareText(u.share)}</Ref> }, { key: 'contract', head: t('occ.area.contract'), num: true, cell: (u) => format.area(u.areaM2) },
        { key: 'register', head: t('occ.area.register'), num: true, cell: (u) => format.area(u.registerM2) }, { key: 'drawn', head: t('occ.area.drawn'), num: true, cell: (u) => format.area(u.drawnM2) },
      ]} />
      {flagged.map((u) => <Note tone="warn" key={u.assetId}>{t('occ.area.differs', { code: u.code, contract: format.area(u.areaM2), register: format.area(u.registerM2), drawn: format.area(u.drawnM2) })}</Note>)}
    </section>
  );
};

const Terms = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const format = useFormat();
  const code = useCodeText();
  if (o.terms.length === 0) return null;
  return (
    <section className="card whole"><h2>{t('occ.terms')}</h2>
      <Table label={t('occ.terms')} rows={o.terms} keyOf={(x) => x.id} columns={[
        { key: 'from', head: t('occ.from'), cell: (x) => format.day(x.from) }, { key: 'to', head: t('occ.last'), cell: (x) => (x.to === null ? t('occ.terms.next') : format.day(addDays(x.to, -1))) },
        { key: 'kind', head: t('occ.terms.kind'), cell: (x) => code('code.occ.term.', x.kind) }, { key: 'amount', head: t('occ.rent'), num: true, cell: (x) => format.money(x.amountMinor) },
        { key: 'charges', head: t('occ.charges'), num: true, cell: (x) => (x.chargesMinor === '0' ? '–' : format.money(x.chargesMinor)) }, { key: 'period', head: t('occ.period'), cell: (x) => <>{code('code.occ.period.', x.period)}{x.anchor !== null && <small className="block">{t('occ.periods.from', { day: format.day(x.anchor) })}</small>}</> },
        { key: 'due', head: t('occ.due'), cell: (x) => `${code('code.occ.due.', x.dueWhen)}${x.dueDay === null ? '' : ` · ${t('occ.due.day', { n: x.dueDay })}`}` },
        { key: 'clause', head: t('occ.index'), cell: (x) => (x.escalation === null ? x.indexation ?? '–' : t('occ.index.reads', { rate: x.escalation.bp === null ? x.escalation.index ?? '' : format.percent(x.escalation.bp / 10_000, 2), n: x.escalation.every })) },
        { key: 'revised', head: t('occ.revised'), cell: (x) => (x.lastRevisedOn === null ? code('code.occ.source.', x.source) : format.day(x.lastRevisedOn)) },
      ]} />
      {o.terms.some((x) => (x.dueDay ?? 0) > 28 || Number(x.anchor?.slice(8) ?? 0) > 28) && <p className="small">{t('occ.days.rule')}</p>}
    </section>
  );
};

/** The contract as it is known: dates, rights and duties, acts, rules passed over, and what was found where there is no title. */
export const ContractSection = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const format = useFormat();
  const code = useCodeText();
  const last = useLastDay();
  const { code: commune } = useCommune();
  const yes = (b: boolean | null) => (b === null ? null : t(b ? 'occ.yes' : 'occ.no'));
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const running = o.endedOn === null && o.noticeGivenOn === null && (o.status === 'active' || o.status === 'litigation') ? termEnd(o, today) : null;
  const renewed = running !== null && o.endsOn !== null && running > o.endsOn;
  const months = (n: number | null) => (n === null ? null : t('occ.months', { n }));
  return (
    <div className="cards">
      <section className="card"><h2>{t('occ.contract')}</h2>
        <Ledger lines={[
          said(t('occ.activity'), o.activity), said(t('occ.activity.kind'), o.activityKind, (v) => code('code.occ.activity.', v)), said(t('occ.signed'), o.signedOn, (v) => format.day(v)), said(t('occ.written'), yes(o.written)),
          [t('occ.from'), format.day(o.startsOn)], [t('occ.last'), last(o.endsOn)], said(t('occ.ended'), o.endedOn, (v) => format.day(v)), o.tacitRenewal && [t('occ.tacit'), months(o.renewalMonths) ?? t('occ.yes')],
          o.tacitRenewal && o.endsOn !== null && (running === null ? o.endsOn <= today && o.endedOn === null && [t('occ.running'), t('occ.running.unknown')] : [t('occ.running'), `${last(running)}${renewed ? ` · ${t('occ.running.renewed')}` : ''}`]),
          said(t('occ.notice'), months(o.noticeMonths)), running !== null && o.noticeMonths !== null && o.noticeMonths > 0 && running > today && [t('occ.notice.before'), format.day(addMonths(running, -o.noticeMonths))], o.noticeGivenOn !== null && [t('occ.notice.given'), `${format.day(o.noticeGivenOn)} · ${code('code.occ.noticeby.', o.noticeBy)}`],
          o.freeOfCharge && [t('occ.free'), t('occ.yes')], said(t('occ.deposit'), o.depositMinor, (v) => format.money(v)), said(t('occ.service'), o.service), said(t('occ.sublet.allowed'), yes(o.subletAllowed)),
          said(t('occ.sublet.found'), o.subletFoundOn, (v) => format.day(v)), said(t('occ.reason'), o.reason), said(t('occ.project'), o.project), said(t('occ.note'), o.note),
        ]} />
      </section>
      {o.rank === 'without_title' && <section className="card"><h2>{t('occ.without')}</h2>
        <Ledger lines={[said(t('occ.found'), o.foundOn, (v) => format.day(v)), said(t('occ.found.by'), o.foundBy), said(t('occ.evidence'), o.evidence),
          o.claimableMinor !== null && [t('occ.claimable'), `${format.money(o.claimableMinor)}${o.claimablePeriod === null ? '' : ` / ${code('code.occ.period.', o.claimablePeriod)}`}`],
          said(t('occ.procedure'), o.procedureState, (v) => code('code.occ.procedure.', v)), said(t('occ.procedure.on'), o.procedureOn, (v) => format.day(v))]} />
      </section>}
      <section className="card"><h2>{t('occ.acts')}</h2>
        {o.acts.length === 0 ? <p className="small">{t('occ.acts.none')}</p> : <Ledger lines={o.acts.map((a) => [code('code.occ.act.', a.role), <><bdi>{a.reference}</bdi>{a.datedOn !== null && <> · {format.day(a.datedOn)}</>}</>])} />}
        {o.overrides.map((x) => <Note key={`${x.guard}${x.at}`} tone="warn">{t('occ.override', { by: x.by ?? '–', day: format.day(x.at) })} <bdi>{x.reason}</bdi></Note>)}
        {(o.parent ?? o.children.length > 0) && <h2>{t('occ.kin')}</h2>}
        {o.parent && <p>{t('occ.parent')} <Link to="/c/$commune/occupations/$id" params={{ commune, id: o.parent.id }} search={{}}><Ref>{o.parent.reference}</Ref></Link></p>}
        {o.children.length > 0 && <ul className="plain">{o.children.slice(0, 50).map((k) => <li key={k.id}><Link to="/c/$commune/occupations/$id" params={{ commune, id: k.id }} search={{}}><Ref>{k.reference}</Ref></Link> {code('code.occ.type.', k.type)} · {code('code.occ.status.', k.status)}</li>)}</ul>}
      </section>
      <Units o={o} />
      <Terms o={o} />
    </div>
  );
};
