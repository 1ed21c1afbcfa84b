import './drawing.css';
import { useEffect, useMemo, useState } from 'react';
import type { AssetSheet, NewAsset } from '@sommier/domain/assets';
import { shapeOf, type MapPort, type Shape } from '../../map/index.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Ref, Tabs, useToast } from '../../platform/ui/index.ts';
import { Coordinates } from './coordinates.tsx';
import { Findings, Links } from './findings.tsx';
import { Measures } from './measures.tsx';
import { NewProperty } from './new-property.tsx';
import { PartsList } from './parts-list.tsx';
import { dropDraft, keepDraft, readDraft, type Subject } from './subject.ts';
import { Tools } from './tools.tsx';
import { useCheck } from './use-check.ts';
import { useKeys } from './use-keys.ts';
import { useSave } from './use-save.ts';
import { useNear, useSession } from './use-session.ts';

const PARTS = ['ground', 'corners', 'links'] as const;
interface PanelProps { port: MapPort; subject: Subject; onLeave: () => void; onSaved: (asset: AssetSheet) => void; onDetach: (part: Shape) => void; first?: Shape | undefined }

/** Draws one property on the map: tools, figures, findings, and the saving. Leaving keeps a draft on the device. */
export const DrawingPanel = ({ port, subject, onLeave, onSaved, onDetach, first }: PanelProps) => {
  const t = useT();
  const format = useFormat();
  const nameOf = useNameOf();
  const toast = useToast();
  const { code: commune } = useCommune();
  const start = useMemo<Shape>(() => first ?? (subject.kind === 'asset' ? shapeOf(subject.asset.geometry) ?? [] : []), [subject, first]);
  const { editor, state } = useSession(port, start);
  useNear(port, editor, subject.kind === 'asset' ? subject.asset.id : undefined);
  const [fresh, setFresh] = useState<NewAsset | null>(null);
  const { check, error: unchecked } = useCheck(subject, state, fresh?.level ?? null);
  const [tab, setTab] = useState<(typeof PARTS)[number]>('ground');
  const [draft, setDraft] = useState(() => readDraft(commune, subject));
  const { save, busy, error, lapse, settle } = useSave(subject, editor, (asset, proposed) => { toast(proposed ? t('drawing.proposed', { name: nameOf(asset) }) : t('drawing.saved', { name: nameOf(asset), area: format.ground(asset.drawnAreaM2 ?? 0), version: asset.version })); onSaved(asset); });
  const shape = state?.shape;
  useEffect(() => { if (state?.changed && shape) keepDraft(commune, subject, shape, new Date().toISOString()); }, [commune, subject, shape, state?.changed]);
  // Parts with a border in common are no multipolygon: divided ground is to be shared out, or made one again.
  const bordering = (state?.shape.length ?? 0) > 1 && (check?.findings.some((f) => f.code === 'self_crossing') ?? false);
  const refusal = !state || state.shape.length === 0 ? t('drawing.empty') : state.faults.length > 0 ? t('drawing.faulty') : bordering ? t('drawing.bordering') : check?.refused ? t('drawing.refused')
    : subject.kind === 'new' && !fresh ? t('drawing.new.first') : !state.changed && subject.kind === 'asset' ? t('drawing.unchanged') : busy ? t('shell.wait') : false;
  const doSave = () => { if (!refusal) void save(check?.warned ?? false, fresh); };
  useKeys(editor, state, doSave, onLeave);
  const title = subject.kind === 'asset' ? nameOf(subject.asset) : t('drawing.new');
  const warnings = check?.findings.filter((f) => f.severity === 'warn').length ?? 0;
  return (
    <aside className="sheet drawing" aria-label={t('drawing.title')} data-region tabIndex={-1}>
      <Button className="close" kind="flat" icon="x" label={t('drawing.leave')} onClick={onLeave} />
      <div className="title"><p>{t('drawing.title')} {subject.kind === 'asset' && <Ref>{subject.asset.code}</Ref>}</p><h1><bdi>{title}</bdi></h1></div>
      {!editor || !state ? <div className="body"><p role="status">{t('shell.loading')}</p></div> : (
        <>
          <Tools editor={editor} state={state} />
          <p className="small hand" role="status">{state.nothing ? t(`drawing.nothing.${state.nothing}`) : t(`drawing.how.${state.tool}`)}</p>
          <Tabs label={t('drawing.tabs')} tabs={PARTS.map((key) => ({ key, label: t(`drawing.tab.${key}`) }))} value={tab} onChange={setTab} panel="drawing-body" />
          <div className="body" id="drawing-body" role="tabpanel" tabIndex={0} aria-label={t(`drawing.tab.${tab}`)}>
            {draft && !state.changed && (
              <Note tone="warn"><p>{t('drawing.draft', { at: format.day(draft.at) })}</p><div className="row">
                <Button onClick={() => { editor.change('draft', () => draft.shape); setDraft(null); }}>{t('drawing.draft.take')}</Button>
                <Button kind="flat" onClick={() => { dropDraft(commune, subject); setDraft(null); }}>{t('drawing.draft.drop')}</Button>
              </div></Note>
            )}
            {lapse && (
              <Note tone="bad"><p>{t('drawing.lapse', { version: lapse.version, theirs: format.ground(lapse.present.drawnAreaM2 ?? 0), mine: format.ground(state.areaM2) })}</p><div className="row">
                <Button onClick={() => settle(false)}>{t('drawing.lapse.theirs')}</Button><Button onClick={() => settle(true)}>{t('drawing.lapse.mine')}</Button>
              </div></Note>
            )}
            {tab === 'ground' && (
              <>
                {state.shape.length === 0 && <Empty title={t('drawing.none')} why={t('drawing.none.why')} />}
                <Measures state={state} check={check} subject={subject} />
                {state.faults.map((f, i) => <Note key={i} tone="bad"><p>{t(`drawing.fault.${f.kind}`)}</p><button type="button" className="link" onClick={() => port.jump(f.at[0], f.at[1], 20)}>{t('drawing.go')}</button></Note>)}
                {bordering && <Note tone="warn"><p>{t('drawing.bordering')}</p></Note>}
                {check?.repair && !bordering && <Note tone="warn"><p>{t('drawing.repair', { area: format.ground(check.repair.areaM2), n: check.repair.parts })}</p><Button onClick={() => editor.change('repaired', () => shapeOf(check.repair?.geometry ?? null) ?? [])}>{t('drawing.repair.take')}</Button></Note>}
                {check && <Findings findings={bordering ? check.findings.filter((f) => f.code !== 'self_crossing') : check.findings} onGo={([lon, lat]) => port.jump(lon, lat)} />}
                {unchecked && <Problem error={unchecked} />}
                {subject.kind === 'new' && <NewProperty parent={subject.parent} value={fresh} onChange={setFresh} />}
                <PartsList editor={editor} state={state} onDetach={subject.kind === 'asset' ? (part) => { keepDraft(commune, subject, state.shape.filter((p) => p !== part[0]), new Date().toISOString()); onDetach(part); } : null} />
              </>
            )}
            {tab === 'corners' && <Coordinates editor={editor} state={state} />}
            {tab === 'links' && (check ? <Links links={check.links} /> : <p className="small">{t('drawing.links.later')}</p>)}
            {error && <Problem error={error} />}
          </div>
          <div className="acts">
            <Button kind="main" aria-keyshortcuts="Control+S" refuse={refusal} onClick={doSave}>{warnings > 0 ? t('drawing.save.warned', { n: warnings }) : subject.kind === 'new' ? t('drawing.save.new') : t(subject.asset.review === 'validated' ? 'drawing.save.propose' : 'drawing.save')}</Button>
            <Button kind="flat" onClick={onLeave}>{t('drawing.leave')}</Button>
          </div>
        </>
      )}
    </aside>
  );
};
