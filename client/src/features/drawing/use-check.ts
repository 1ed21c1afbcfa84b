import { useEffect, useState } from 'react';
import { checkGeometry, type GeometryCheck } from '@sommier/domain/geometries';
import { geometryOf, type EditState } from '../../map/index.ts';
import { call, ProblemError } from '../../platform/call.ts';
import { useCommune } from '../../platform/session.tsx';
import type { Subject } from './subject.ts';

const PAUSE_MS = 700;

/** What a check is asked with: the property, or where a new one would stand. */
export const checkBody = (subject: Subject, shape: EditState['shape'], level: string | null) => ({
  geometry: geometryOf(shape),
  ...(subject.kind === 'asset' ? { asset: subject.asset.id } : { parent: subject.parent?.id ?? null, level: level as never }),
});

/** Holds the shape to the commune's rules a moment after each change; nothing is asked of an outline that crosses itself. */
export const useCheck = (subject: Subject, state: EditState | null, level: string | null): { check: GeometryCheck | null; error: ProblemError | null } => {
  const { code: commune } = useCommune();
  const [answer, setAnswer] = useState<{ check: GeometryCheck | null; error: ProblemError | null }>({ check: null, error: null });
  const shape = state?.shape;
  const ask = state !== null && state.shape.length > 0 && state.faults.length === 0 && state.drawing === null;
  useEffect(() => {
    setAnswer({ check: null, error: null });
    if (!ask || !shape) return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      call(checkGeometry, { params: { commune }, body: checkBody(subject, shape, level) }, { signal: gone.signal })
        .then((check) => setAnswer({ check, error: null }))
        .catch((cause: unknown) => { if (!gone.signal.aborted && cause instanceof ProblemError) setAnswer({ check: null, error: cause }); });
    }, PAUSE_MS);
    return () => { clearTimeout(timer); gone.abort(); };
  }, [commune, subject, shape, ask, level]);
  return answer;
};
