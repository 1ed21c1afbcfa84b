import '../../platform/ui/difference.css';
import { useMemo, useState } from 'react';
import { ASSET_FIELDS, type AssetSheet } from '@sommier/domain/assets';
import { differences, firstPicks, resolved, type ChangedSince, type Pick } from '@sommier/domain/history';
import type { ProblemError } from '../../platform/call.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Button, Dialog, Note, Problem } from '../../platform/ui/index.ts';
import { Overlay } from './overlay.tsx';
import { useValueText } from './value-text.ts';

interface Props {
  /** The sheet as the reader had it when she began. */
  original: Partial<AssetSheet>;
  /** The fields she changed. */
  mine: Readonly<Record<string, unknown>>;
  /** The 412: what stands now, and who changed what since. */
  problem: ProblemError;
  busy: boolean;
  /** What was refused of the resolved save, if anything. */
  again?: ProblemError | null;
  /** The fields to write on top of theirs, against that version. Nothing to write is an empty record. */
  onSave: (change: Record<string, unknown>, theirs: AssetSheet) => void;
  onClose: () => void;
}
const FIELDS = [...ASSET_FIELDS.filter((f) => f.editable).map((f) => f.key as string), 'extra', 'geometry'];
const SIDES: readonly Pick[] = ['original', 'mine', 'theirs'];

/** Somebody saved this property meanwhile: only the fields that differ, a choice for each, shapes laid over one another. There is no "overwrite all"; what was typed stays in the form. */
export const ConflictDialog = ({ original, mine, problem, busy, again, onSave, onClose }: Props) => {
  const t = useT();
  const intl = useIntl();
  const { label, text } = useValueText();
  const theirs = problem.detail['present'] as AssetSheet;
  const since = (problem.detail['since'] ?? []) as ChangedSince[];
  const found = useMemo(() => differences(original, mine, theirs as unknown as Record<string, unknown>, FIELDS), [original, mine, theirs]);
  const [picks, pick] = useState<Record<string, Pick>>(() => firstPicks(found));
  const shape = found.find((d) => d.field === 'geometry');
  const clash = found.filter((d) => d.side === 'both').length;
  const open = found.filter((d) => picks[d.field] === undefined).length;
  const send = () => { const change = resolved(found, picks); if (change) onSave(change, theirs); };
  const who = since[0];
  const set = (field: string, side: Pick) => pick((before) => ({ ...before, [field]: side }));
  return (
    <Dialog wide className="conflict" title={t('history.conflict')} onClose={onClose}
      foot={<><Button onClick={onClose}>{t('history.conflict.back')}</Button><Button kind="main" onClick={send} refuse={busy ? t('shell.wait') : open > 0 && t('history.conflict.open', { n: open })}>{t('history.conflict.save', { n: found.length })}</Button></>}>
      <Note tone={clash > 0 ? 'warn' : 'info'}>
        <p>{who ? t('history.conflict.who', { name: who.by?.name ?? t('history.system'), at: intl.formatDate(who.at, { timeStyle: 'short', dateStyle: 'short' }), n: theirs.version }) : t('history.conflict.version', { n: theirs.version })}</p>
        <p>{t(clash > 0 ? 'history.conflict.choose' : 'history.conflict.merge', { n: clash })}</p>
      </Note>
      {again && <Problem error={again} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('history.conflict')}>
        <table className="tbl merge"><thead><tr><th scope="col">{t('history.field')}</th>{SIDES.map((s) => <th key={s} scope="col">{t(`history.${s}`)}</th>)}</tr></thead>
          <tbody>{found.map((d) => (
            <tr key={d.field}><th scope="row" className={picks[d.field] === undefined ? 'todo' : undefined}>{label(d.field)}</th>
              {SIDES.map((s) => <td key={s} className={picks[d.field] === s ? 'pick' : undefined}><label><input type="radio" name={`pick-${d.field}`} checked={picks[d.field] === s} onChange={() => set(d.field, s)} /><bdi>{text(d.field, d[s])}</bdi></label></td>)}
            </tr>
          ))}</tbody></table>
      </div>
      {shape && <Overlay mine={shape.mine} theirs={shape.theirs} original={shape.original} label={t('history.conflict.map')} names={[t('history.mine'), t('history.theirs')]} />}
      <p className="hint">{t('history.conflict.hint')}</p>
    </Dialog>
  );
};
