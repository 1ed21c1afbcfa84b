import { useEffect } from 'react';
import type { Editor, EditState } from '../../map/index.ts';

const isTyping = (e: KeyboardEvent): boolean => e.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);

/** Undo and redo, save, and the way out: Escape first puts the tool down, then leaves with the draft kept. */
export const useKeys = (editor: Editor | null, state: EditState | null, onSave: () => void, onLeave: () => void): void => {
  useEffect(() => {
    if (!editor) return undefined;
    const on = (e: KeyboardEvent) => {
      const ctrl = e.ctrlKey || e.metaKey, key = e.key.toLowerCase();
      const run = ctrl && key === 's' ? onSave
        : ctrl && !isTyping(e) && (key === 'y' || (key === 'z' && e.shiftKey)) ? () => editor.redo()
          : ctrl && !isTyping(e) && key === 'z' ? () => editor.undo()
            : e.key === 'Escape' && !isTyping(e) ? () => { if (state?.tool === 'reshape' || !state || state.shape.length === 0) onLeave(); else editor.setTool('reshape'); } : null;
      if (!run) return;
      e.preventDefault();
      run();
    };
    window.addEventListener('keydown', on);
    return () => window.removeEventListener('keydown', on);
  }, [editor, state, onSave, onLeave]);
};
