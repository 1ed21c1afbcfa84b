import { useMemo, useState } from 'react';
import type { FieldPack } from '@sommier/domain/campaigns';
import { withUnit } from '@sommier/domain/shared';
import { useNameOf } from '../../../platform/format.ts';
import { useLanguage, useT } from '../../../platform/i18n/index.ts';
import { Button, Empty, Ref, Tag, TextField } from '../../../platform/ui/index.ts';
import type { KeptVisit } from './db.ts';
import { FieldMap } from './field-map.tsx';
import { useField } from './use-field.ts';
import { usePosition } from './use-position.ts';

const far = (a: { lon: number | null; lat: number | null }, at: { lon: number; lat: number } | null): number =>
  (at === null || a.lon === null || a.lat === null ? Infinity : Math.hypot((a.lon - at.lon) * Math.cos((at.lat * Math.PI) / 180), a.lat - at.lat) * 111_000);

/** The sheets one carries, the nearest first once the place is known; forty parts in a hundred for the map. */
export const SheetList = ({ pack, onOpen }: { pack: FieldPack; onOpen: (visit: KeptVisit) => void }) => {
  const t = useT();
  const nameOf = useNameOf();
  const { language } = useLanguage();
  const { visits, store } = useField();
  const { position, ask } = usePosition();
  const [words, setWords] = useState('');
  const rows = useMemo(() => {
    const sought = words.trim().toLocaleLowerCase(language);
    return pack.sheets.filter((s) => sought === '' || `${s.asset.code} ${s.asset.name} ${s.asset.nameAr ?? ''} ${s.asset.address ?? ''}`.toLocaleLowerCase(language).includes(sought))
      .map((s) => ({ s, metres: far(s.asset, position) })).sort((a, b) => (a.metres === b.metres ? 0 : a.metres - b.metres));
  }, [pack, words, position, language]);
  const stateOf = (asset: string, campaign: string) => { const v = visits.find((x) => x.asset === asset && x.campaign === campaign); return !v ? null : v.draft ? 'draft' : v.refused ? 'refused' : v.sent < v.revision ? 'queued' : 'sent'; };
  const found = visits.filter((v) => v.asset === null);
  return (
    <>
      <FieldMap table="field-sheets" pack={pack} position={position} onPick={(id) => { const s = pack.sheets.find((x) => x.asset.id === id); if (s) onOpen(store.visitOf(s)); }} />
      <div className="pad stack">
        <div className="row"><Button large icon="here" onClick={ask}>{t('field.here')}</Button>
          {pack.campaigns.map((c) => <Button key={c.id} large icon="plus" onClick={() => onOpen(store.newVisit(c.id))}>{pack.campaigns.length > 1 ? t('field.found.of', { name: c.name }) : t('field.found')}</Button>)}</div>
        <TextField label={t('field.search')} value={words} onChange={(e) => setWords(e.target.value)} />
        {pack.sheets.length === 0 && <Empty title={t('field.none')} why={t('field.none.why')} />}
        <ul id="field-sheets" className="sheets">
          {found.map((v) => <li key={v.client}><button type="button" onClick={() => onOpen({ ...v, draft: true })}><b>{v.foundName ?? t('field.found.unnamed')}</b><span className="small">{t('field.found.one')}</span><Tag tone={v.draft ? 'warn' : v.sent < v.revision ? 'info' : 'ok'}>{t(`field.state.${v.draft ? 'draft' : v.refused ? 'refused' : v.sent < v.revision ? 'queued' : 'sent'}`)}</Tag></button></li>)}
          {rows.slice(0, 200).map(({ s, metres }) => {
            const state = stateOf(s.asset.id, s.campaign);
            return (
              <li key={s.id}><button type="button" onClick={() => { const v = store.visitOf(s); onOpen({ ...v, draft: true, baseVersion: v.revision === 0 ? s.asset.version : v.baseVersion }); }}>
                <b><bdi>{nameOf(s.asset)}</bdi></b><span className="small"><Ref>{s.asset.code}</Ref>{s.asset.address && <> · <bdi>{s.asset.address}</bdi></>}{Number.isFinite(metres) && <> · {withUnit(language, String(Math.round(metres)), 'm')}</>}</span>
                {s.state === 'refused' && !state && <span className="small bad">{s.reviewNote ? t('field.again', { note: s.reviewNote }) : t('field.again.bare')}</span>}
                {state && <Tag tone={state === 'sent' ? 'ok' : state === 'queued' ? 'info' : state === 'refused' ? 'bad' : 'warn'}>{t(`field.state.${state}`)}</Tag>}
              </button></li>
            );
          })}
        </ul>
      </div>
    </>
  );
};
