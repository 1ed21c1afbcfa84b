export { HistorySection } from './history-section.tsx';
export { ConflictDialog } from './conflict-dialog.tsx';
export { Overlay } from './overlay.tsx';
export { UndoKeys } from './undo-keys.tsx';
export { useValueText } from './value-text.ts';
