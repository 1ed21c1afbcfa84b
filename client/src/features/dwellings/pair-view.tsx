import { useState } from 'react';
import { PAIR_CLASSES, PAIR_MODEL, type PairDecision, type PairRow, type PairSide } from '@sommier/domain/dwellings';
import type { ProblemError } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Field, Note, Problem, Ref, Tag } from '../../platform/ui/index.ts';
import { Weights } from '../../platform/ui/weights.tsx';
import { GroundMap } from '../leads/index.ts';

interface Props { pair: PairRow; may: boolean; many: number; error: ProblemError | null; onDecide: (verdict: PairDecision['verdict'], note: string) => void }

/** Two listings side by side, where their discs lie, why they may be one, and the buttons that decide. */
export const PairView = ({ pair, may, many, error, onDecide }: Props) => {
  const t = useT();
  const intl = useIntl();
  const code = useCodeText();
  const format = useFormat();
  const { currency } = useCommune();
  const [note, setNote] = useState('');
  const sides = [pair.low, pair.high] as const;
  const points = (w: number): string => intl.formatNumber(w, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const said = (f: (s: PairSide) => string | number | null | undefined): [string, string] => sides.map((s) => String(f(s) ?? '–')) as [string, string];
  const rows: readonly (readonly [string, [string, string]])[] = [
    [t('pairs.of.title'), said((s) => s.title)], [t('pairs.of.host'), said((s) => s.hostName)], [t('map.col.room'), sides.map((s) => code('code.room.', s.roomType)) as [string, string]],
    [t('pairs.of.size'), said((s) => (s.accommodates === null && s.bedrooms === null ? null : t('pairs.size', { n: s.accommodates ?? 0, rooms: s.bedrooms ?? 0 })))],
    [t('pairs.of.price'), said((s) => (s.priceMinor === null ? null : `${format.money(s.priceMinor)} ${currency}`))], [t('pairs.of.number'), said((s) => s.licence)],
    [t('pairs.of.nights'), said((s) => `≈ ${format.whole(s.estimatedNights)}`)], [t('pairs.of.quarter'), said((s) => s.neighbourhood)],
  ];
  const value = (reason: string, side: 0 | 1): string => ({ host: rows[1]![1], title: rows[0]![1], room: rows[2]![1], capacity: rows[3]![1], price: rows[4]![1], registration: rows[5]![1] } as Record<string, [string, string]>)[reason]?.[side] ?? '';
  return (
    <section className="card whole difference lead">
      <div className="row"><h2>{code('pairs.verdict.', pair.verdict ?? pair.class)}</h2><Tag tone={pair.state === 'decided' ? 'ok' : 'info'}>{pair.state === 'decided' ? t('pairs.decided.by', { name: pair.decidedBy?.name ?? '–', day: format.day(pair.decidedAt) }) : t('leads.score', { n: pair.score })}</Tag></div>
      {error && <Problem error={error} />}
      <div className="sides">
        <table className="tbl"><thead><tr><td />{sides.map((s) => <th key={s.id} scope="col"><Ref>{`${s.platform} ${s.externalId}`}</Ref>{s.gone && <Tag tone="warn">{t('map.listing.gone')}</Tag>}</th>)}</tr></thead>
          <tbody>{rows.map(([label, [a, b]]) => <tr key={label}><th scope="row">{label}</th><td><bdi>{a}</bdi></td><td><bdi>{b}</bdi></td></tr>)}</tbody></table>
        <GroundMap label={t('pairs.map', { n: Math.round(pair.distanceM) })} discs={sides.flatMap((s, i) => (s.lon === null || s.lat === null ? [] : [{ lon: s.lon, lat: s.lat, metres: s.uncertaintyM, label: String(i + 1) }]))} />
      </div>
      <Weights label={t('leads.why')} heads={[t('leads.sign'), '1', '2', t('leads.weight')]} shown={points} total={{ label: t('leads.total', { model: `${PAIR_MODEL.name} v${String(pair.model)}`, n: pair.score }), weight: pair.weight }}
        rows={pair.reasons.map((r) => ({ key: r.reason, weight: r.weight, label: code('pairs.reason.', r.reason), left: r.reason === 'distance' || r.reason === 'calendar' ? <Ref>{r.detail}</Ref> : <bdi>{value(r.reason, 0)}</bdi>, right: <bdi>{value(r.reason, 1)}</bdi> }))} />
      <Note>{t('pairs.lead')}</Note>
      {pair.note && <p><bdi>{pair.note}</bdi></p>}
      {may && <div className="decide">
        <Field label={t('duplicates.note')}><input type="text" maxLength={2000} value={note} onChange={(e) => setNote(e.currentTarget.value)} /></Field>
        {pair.state === 'decided' ? <Button data-key="o" onClick={() => onDecide('open', note)}>{t('leads.reopen')} <kbd>O</kbd></Button> : <>
          <Button data-key="p" onClick={() => onDecide('later', note)}>{t('pairs.keys.later')} <kbd>P</kbd></Button>
          {PAIR_CLASSES.map((c, i) => <Button key={c} data-key={String(i + 1)} {...(c === pair.class ? { kind: 'main' as const } : {})} onClick={() => onDecide(c, note)}>{t(`pairs.go.${c}`, { n: many })} <kbd>{i + 1}</kbd></Button>)}
        </>}
      </div>}
    </section>
  );
};
