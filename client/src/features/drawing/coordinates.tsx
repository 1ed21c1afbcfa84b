import { useEffect, useState } from 'react';
import { transformPoints } from '@sommier/domain/geometries';
import { CRS_CHOICES, isGeographic } from '@sommier/domain/imports';
import { closed, withRing, type Editor, type EditState, type Pt, type Ring } from '../../map/index.ts';
import { call, ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Field, Note, Problem, SelectField } from '../../platform/ui/index.ts';
import { pairsOf, parseNumber } from './typed.ts';

const KEPT_CRS = 'sommier.drawing.crs';
/** A corner as typed; `from` is where it was in degrees as long as nobody changed it, so that looking moves nothing. */
interface Row { x: string; y: string; from: Pt | null }

const useTransform = () => {
  const { code: commune } = useCommune();
  return async (from: number, to: number, points: Pt[]): Promise<{ points: Pt[]; accuracyM: number | null }> =>
    (points.length === 0 || from === to ? { points, accuracyM: 0 } : call(transformPoints, { params: { commune }, body: { from, to, points } }));
};

/** The keyboard's way to draw: the corners of a ring as figures, in degrees or in a national system, and a list of corners to paste. */
export const Coordinates = ({ editor, state }: { editor: Editor; state: EditState }) => {
  const t = useT();
  const transform = useTransform();
  const [crs, setCrs] = useState(() => Number(localStorage.getItem(KEPT_CRS)) || 4326);
  const [rows, setRows] = useState<Row[]>([]);
  const [pasted, setPasted] = useState('');
  const [accuracy, setAccuracy] = useState<number | null>(0);
  const [error, setError] = useState<ProblemError | null>(null);
  const at = state.ring;
  const ring: Ring | undefined = at ? state.shape[at.part]?.[at.ring] : undefined;
  const digits = isGeographic(crs) ? 9 : 3;
  useEffect(() => {
    let gone = false;
    const corners = (ring ?? []).slice(0, -1);
    transform(4326, crs, corners).then(({ points, accuracyM }) => {
      if (gone) return;
      setRows(points.map((p, i) => ({ x: p[0].toFixed(digits), y: p[1].toFixed(digits), from: corners[i] ?? null })));
      setAccuracy(accuracyM);
      setError(null);
    }).catch((cause: unknown) => { if (!gone && cause instanceof ProblemError) setError(cause); });
    return () => { gone = true; };
  }, [ring, crs]);

  const put = (i: number, change: Partial<Row>) => setRows((all) => all.map((r, j) => (j === i ? { ...r, ...change, from: null } : r)));
  const read = rows.map((r) => [parseNumber(r.x), parseNumber(r.y)] as const);
  const wrong = read.findIndex(([x, y]) => x === null || y === null);
  const applyRows = async () => {
    const typed = rows.flatMap((r, i) => (r.from ? [] : [[read[i]?.[0] ?? 0, read[i]?.[1] ?? 0] as Pt]));
    const { points } = await transform(crs, 4326, typed);
    let k = 0;
    const next = closed(rows.map((r) => r.from ?? points[k++] ?? [0, 0]));
    editor.change('coordinates', (s) => (at ? withRing(s, at.part, at.ring, next) : [...s, [next]]));
  };
  const pairs = pairsOf(pasted);
  const applyPasted = async () => {
    const { points } = await transform(crs, 4326, pairs ?? []);
    editor.change('coordinates', (s) => [...s, [closed(points)]]);
    setPasted('');
  };
  const guarded = (work: () => Promise<void>) => () => { setError(null); work().catch((cause: unknown) => { if (cause instanceof ProblemError) setError(cause); }); };
  const [first, second] = isGeographic(crs) ? [t('drawing.lon'), t('drawing.lat')] : [t('drawing.x'), t('drawing.y')];
  return (
    <div className="stack coordinates">
      <SelectField label={t('drawing.crs')} value={crs} onChange={(e) => { setCrs(Number(e.target.value)); localStorage.setItem(KEPT_CRS, e.target.value); }}
        hint={accuracy === null ? t('drawing.accuracy.unknown') : accuracy === 0 ? t('drawing.accuracy.none') : t('drawing.accuracy', { n: accuracy })}>
        {CRS_CHOICES.filter((c) => c.code !== 3857).map((c) => <option key={c.code} value={c.code}>{`EPSG:${c.code} · ${c.name}`}</option>)}
      </SelectField>
      {error && <Problem error={error} />}
      {rows.length > 0 && (
        <table className="tbl corners">
          <caption className="vh">{t('drawing.corners')}</caption>
          <thead><tr><th scope="col" className="num">{t('drawing.corner')}</th><th scope="col">{first}</th><th scope="col">{second}</th><th scope="col"><span className="vh">{t('drawing.corner.acts')}</span></th></tr></thead>
          <tbody>{rows.map((r, i) => (
            <tr key={i}>
              <td className="num">{i + 1}</td>
              <td dir="ltr"><input aria-label={t('drawing.corner.of', { n: i + 1, axis: first })} value={r.x} inputMode="decimal" aria-invalid={read[i]?.[0] === null || undefined} onChange={(e) => put(i, { x: e.target.value })} /></td>
              <td dir="ltr"><input aria-label={t('drawing.corner.of', { n: i + 1, axis: second })} value={r.y} inputMode="decimal" aria-invalid={read[i]?.[1] === null || undefined} onChange={(e) => put(i, { y: e.target.value })} /></td>
              <td>
                <Button kind="flat" icon="plus" label={t('drawing.corner.add', { n: i + 1 })} onClick={() => setRows((all) => [...all.slice(0, i + 1), { ...r, from: null }, ...all.slice(i + 1)])} />
                <Button kind="flat" icon="x" label={t('drawing.corner.remove', { n: i + 1 })} refuse={rows.length <= 3 && t('drawing.corner.least')} onClick={() => setRows((all) => all.filter((_, j) => j !== i))} />
              </td>
            </tr>
          ))}</tbody>
        </table>
      )}
      {wrong >= 0 && <Note tone="bad">{t('drawing.corner.wrong', { n: wrong + 1 })}</Note>}
      {rows.length > 0 && <Button refuse={wrong >= 0 && t('drawing.corner.wrong', { n: wrong + 1 })} onClick={guarded(applyRows)}>{t('drawing.corners.apply')}</Button>}
      <Field label={t('drawing.paste')} hint={t('drawing.paste.how', { first, second })}><textarea rows={3} dir="ltr" value={pasted} onChange={(e) => setPasted(e.target.value)} /></Field>
      <Button refuse={(pairs === null || pairs.length < 3) && t('drawing.paste.least')} onClick={guarded(applyPasted)}>{t('drawing.paste.apply')}</Button>
    </div>
  );
};
