export type { AnswerPoint, Basemap, DrawKind, GroundLayer, Hit, MapPort, Position, Scene, SceneLayer, ScenePicture, SceneShapes } from './port.ts';
export type { Start } from './engine.ts';
export { groundOf, pictureOf, tileSources } from './tile-sources.ts';
export { useDrawing } from './use-drawing.ts';
export { ellipsoidalArea, ellipsoidalLength } from './area.ts';
/** The library comes as a chunk of its own, fetched by the map's screen only. */
export const loadMap = () => import('./engine.ts');
export { apply, begin, redo, undo, STEPS, type History, type StepName } from './edit/history.ts';
export { EDIT_TOOLS, type Editor, type EditState, type EditTool, type Outline } from './edit/types.ts';
export { closed, geometryOf, partArea, shapeArea, shapeOf, shapePerimeter, vertexCount, withRing, type Part, type Pt, type Ring, type Shape } from './edit/shape.ts';
/** The geometry library comes as a chunk of its own, fetched by who draws. */
export const loadOperations = () => import('./edit/operations.ts');
