import './titles.css';
import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { listConflicts, mapConflicts, type ConflictRow } from '@sommier/domain/titles';
import type { SceneShapes } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Note, Problem } from '../../platform/ui/index.ts';
import { ConflictKey } from './conflict-key.tsx';
import { conflictShapes } from './conflict-shapes.ts';

/** The conflicts of titles as a layer of the map: their legend, which narrows them, and through `onShapes` what to draw; nothing once it goes. */
export const ConflictLayer = ({ onShapes }: { onShapes: (shapes: readonly SceneShapes[]) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<ConflictRow['kind'] | ''>('');
  const [state, setState] = useState<ConflictRow['state'] | ''>('');
  const list = useEndpoint(listConflicts, { params: { commune }, query: { present: 'yes', sort: 'areaM2', dir: 'desc', page: 1, size: 1 } });
  const { data, error, refetch } = useEndpoint(mapConflicts, { params: { commune }, query: { present: 'yes', ...(kind ? { kind } : {}), ...(state ? { state } : {}) } }, { keep: true });
  useEffect(() => { onShapes(conflictShapes(data)); }, [data, onShapes]);
  useEffect(() => () => { onShapes([]); }, [onShapes]);
  return (
    <>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {list.data && (list.data.computedAt === null ? <Note>{t('titles.conflict.never')}</Note> : <ConflictKey counts={list.data.counts} kind={kind} state={state} onKind={setKind} onState={setState} />)}
      {data?.cut && <Note tone="warn">{t('titles.map.cut', { n: data.features.length })}</Note>}
      <Link className="btn flat" to="/c/$commune/titles/conflicts" params={{ commune }}>{t('titles.conflicts.decide')}</Link>
    </>
  );
};
