export { DrawingPanel } from './panel.tsx';
export { GeometrySection } from './geometry-section.tsx';
export type { Subject } from './subject.ts';
