export type { AnswerPoint, Basemap, DrawKind, Hit, MapPort, Position, Scene, SceneLayer } from './port.ts';
export type { Start } from './engine.ts';
export { ellipsoidalArea, ellipsoidalLength } from './area.ts';
/** The library comes as a chunk of its own, fetched by the map's screen only. */
export const loadMap = () => import('./engine.ts');
