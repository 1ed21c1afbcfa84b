import { conflictsStyle } from '@sommier/domain/style';
import type { ConflictMap } from '@sommier/domain/titles';
import type { SceneShapes } from '../../map/index.ts';

/** The conflicts as shapes of a map: nothing before they are here. */
export const conflictShapes = (data: ConflictMap | undefined): SceneShapes[] =>
  (data === undefined ? [] : [{ name: 'conflicts', style: conflictsStyle, features: data.features.map((f) => ({ id: f.id, properties: { kind: f.kind, state: f.state }, geometry: f.geometry })) }]);
