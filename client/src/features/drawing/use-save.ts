import { useState } from 'react';
import { createAsset, type AssetSheet, type NewAsset } from '@sommier/domain/assets';
import { setAssetGeometry } from '@sommier/domain/geometries';
import { proposeChange } from '@sommier/domain/reviews';
import { geometryOf, shapeOf, type Editor, type Shape } from '../../map/index.ts';
import { call, ProblemError } from '../../platform/call.ts';
import { queryClient } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { dropDraft, type Subject } from './subject.ts';

/** Somebody saved another outline meanwhile: theirs, and the version to write over. */
export interface Lapse { version: number; theirs: Shape; present: AssetSheet }

/** Saves what is drawn. A newer version held by the server comes back as a lapse, shown beside one's own. */
export const useSave = (subject: Subject, editor: Editor | null, onSaved: (asset: AssetSheet, proposed: boolean) => void) => {
  const { code: commune } = useCommune();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ProblemError | null>(null);
  const [lapse, setLapse] = useState<Lapse | null>(null);
  const [base, setBase] = useState(subject.kind === 'asset' ? subject.asset.version : 0);
  const draw = (asset: { id: string; version: number }, shape: Shape, acknowledged: boolean): Promise<AssetSheet> => call(setAssetGeometry,
    { params: { commune, id: asset.id }, body: { geometry: geometryOf(shape), acknowledged } }, { headers: { 'if-match': `"v${asset.version}"` } });

  const save = async (acknowledged: boolean, fresh: NewAsset | null, version = base): Promise<void> => {
    if (!editor || busy) return;
    const { shape } = editor.state();
    setBusy(true);
    setError(null);
    try {
      if (subject.kind === 'asset' && subject.asset.review === 'validated') {
        await call(proposeChange, { params: { commune, id: subject.asset.id }, body: { geometry: geometryOf(shape) } }, { headers: { 'if-match': `"v${version}"` } });
        dropDraft(commune, subject);
        void queryClient.invalidateQueries();
        onSaved(subject.asset, true);
        return;
      }
      const asset = subject.kind === 'asset' ? { id: subject.asset.id, version }
        : await call(createAsset, { params: { commune }, body: fresh ?? { name: '?' } }, { headers: { 'idempotency-key': crypto.randomUUID() } });
      const saved = await draw(asset, shape, acknowledged);
      dropDraft(commune, subject);
      void queryClient.invalidateQueries();
      onSaved(saved, false);
    } catch (cause) {
      const problem = cause instanceof ProblemError ? cause : new ProblemError(0, 'offline', '');
      const present = problem.status === 412 ? problem.detail['present'] as AssetSheet : null;
      if (present) {
        const theirs = shapeOf(present.geometry) ?? [];
        editor.compare(theirs);
        setLapse({ version: present.version, theirs, present });
      } else setError(problem);
      setBusy(false);
    }
  };
  const settle = (mine: boolean): void => {
    if (!lapse || !editor) return;
    setBase(lapse.version);
    editor.compare(null);
    if (!mine) editor.change('theirs', () => lapse.theirs);
    setLapse(null);
  };
  return { save, busy, error, lapse, settle };
};
