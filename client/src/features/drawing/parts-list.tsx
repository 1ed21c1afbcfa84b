import { useState } from 'react';
import { loadOperations, partArea, withRing, type Editor, type EditState, type Shape } from '../../map/index.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Button, TextField } from '../../platform/ui/index.ts';

/** Its parts with their holes, each to choose or take away; merging and widening the whole. `onDetach` makes a part a property of its own. */
export const PartsList = ({ editor, state, onDetach }: { editor: Editor; state: EditState; onDetach: ((part: Shape) => void) | null }) => {
  const t = useT();
  const format = useFormat();
  const [metres, setMetres] = useState('');
  const distance = Number(metres.replace(',', '.'));
  const known = metres !== '' && Number.isFinite(distance) && distance !== 0 && Math.abs(distance) <= 1000;
  const merge = () => void loadOperations().then(({ merge: all }) => editor.change('merged', (s) => all(s)));
  const widen = () => void loadOperations().then(({ widen: by }) => editor.change('buffered', (s) => by(s, distance)));
  if (state.shape.length === 0) return null;
  return (
    <>
      <h2>{t('drawing.parts', { n: state.shape.length })}</h2>
      <ul className="partlist">
        {state.shape.map((part, p) => (
          <li key={p}>
            <button type="button" className="link" aria-current={state.ring?.part === p && state.ring.ring === 0 ? true : undefined} onClick={() => editor.choose(p, 0)}>{t('drawing.part', { n: p + 1, area: format.ground(partArea(part)) })}</button>
            {state.shape.length > 1 && onDetach && <Button kind="flat" icon="plus" label={t('drawing.detach', { n: p + 1 })} onClick={() => onDetach([part])} />}
            <Button kind="flat" icon="x" label={t('drawing.part.remove', { n: p + 1 })} onClick={() => editor.change('part_removed', (s) => withRing(s, p, 0, null))} />
            {part.slice(1).map((hole, h) => (
              <span key={h} className="hole">
                <button type="button" className="link" aria-current={state.ring?.part === p && state.ring.ring === h + 1 ? true : undefined} onClick={() => editor.choose(p, h + 1)}>{t('drawing.hole', { n: h + 1, area: format.ground(partArea([hole])) })}</button>
                <Button kind="flat" icon="x" label={t('drawing.hole.remove', { n: h + 1 })} onClick={() => editor.change('hole_removed', (s) => withRing(s, p, h + 1, null))} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      <div className="row whole">
        {state.shape.length > 1 && <Button onClick={merge}>{t('drawing.merge')}</Button>}
        <TextField label={t('drawing.widen.by')} inputMode="decimal" dir="ltr" value={metres} onChange={(e) => setMetres(e.target.value)} />
        <Button refuse={!known && t('drawing.widen.how')} onClick={widen}>{t('drawing.widen')}</Button>
      </div>
    </>
  );
};
