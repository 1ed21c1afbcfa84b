export { FramePalette } from './frame-palette.tsx';
export { Palette, type Choice } from './palette.tsx';
