import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { getAsset, type AssetSheet } from '@sommier/domain/assets';
import type { Shape } from '../../map/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Loading } from './sheet-parts.tsx';
import { useWorkspace } from './workspace.tsx';

const DrawingPanel = lazy(async () => ({ default: (await import('../drawing/index.ts')).DrawingPanel }));

/** Drawing takes the place of the sheet: of the chosen property, or of a new one within it. A part set apart becomes a new property at once. */
export const Editing = () => {
  const { view, change, choose, chosen, port } = useWorkspace();
  const { code: commune } = useCommune();
  const [apart, setApart] = useState<Shape>();
  const id = chosen?.kind === 'asset' ? chosen.id : undefined;
  const { data, error, refetch } = useEndpoint(getAsset, { params: { commune, id: id ?? '1' } }, { enabled: id !== undefined });
  // What is being drawn keeps the sheet it began with: a refresh under the hand would throw its steps away.
  const [held, hold] = useState<AssetSheet | null>(null);
  if (data && held?.id !== data.id) hold(data);
  const fresh = view.edit === 'new' || id === undefined;
  const asset = id !== undefined && held?.id === id ? held : null;
  const subject = useMemo(() => (fresh ? { kind: 'new' as const, parent: asset } : asset && { kind: 'asset' as const, asset }), [fresh, asset]);
  const leave = useCallback(() => { setApart(undefined); change({ edit: undefined }); }, [change]);
  const saved = useCallback((a: AssetSheet) => { setApart(undefined); hold(a); change({ edit: undefined, sel: `asset:${a.id}` }); }, [change]);
  if (!port || !subject || (id !== undefined && !asset)) return <aside className="sheet drawing" data-region tabIndex={-1}>{error ? <Loading error={error} retry={() => void refetch()} /> : null}</aside>;
  return (
    <Suspense fallback={<aside className="sheet drawing" data-region tabIndex={-1} />}>
      <DrawingPanel key={`${view.edit ?? ''}${id ?? ''}${apart ? 'part' : ''}`} port={port} subject={subject} first={apart} onLeave={leave} onSaved={saved}
        onDetach={(part) => { setApart(part); choose(null); change({ edit: 'new', sel: undefined }); }} />
    </Suspense>
  );
};
