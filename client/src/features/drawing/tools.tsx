import { EDIT_TOOLS, type Editor, type EditState, type EditTool } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Button, type Icon } from '../../platform/ui/index.ts';

const ICONS: Record<EditTool, Icon> = { reshape: 'sel', move: 'here', part: 'poly', cut: 'x', split: 'rule', take: 'doc' };

/** The tools of the hand, then the way back and forth, each by the name of its step. */
export const Tools = ({ editor, state }: { editor: Editor; state: EditState }) => {
  const t = useT();
  const bare = state.shape.length === 0;
  return (
    <>
      <div className="drawtools" role="toolbar" aria-label={t('drawing.tools')}>
        {EDIT_TOOLS.map((tool) => (
          <Button key={tool} icon={ICONS[tool]} aria-pressed={state.tool === tool} refuse={bare && tool !== 'part' && tool !== 'take' && t('drawing.bare')} onClick={() => editor.setTool(tool)}>{t(`drawing.tool.${tool}`)}</Button>
        ))}
      </div>
      <div className="drawtools two">
        <Button kind="flat" icon="undo" aria-keyshortcuts="Control+Z" refuse={!state.undo && t('drawing.undo.none')} onClick={() => editor.undo()}>{state.undo ? t('drawing.undo', { step: t(`drawing.step.${state.undo}`) }) : t('drawing.undo.bare')}</Button>
        <Button kind="flat" icon="redo" aria-keyshortcuts="Control+Shift+Z" refuse={!state.redo && t('drawing.redo.none')} onClick={() => editor.redo()}>{state.redo ? t('drawing.redo', { step: t(`drawing.step.${state.redo}`) }) : t('drawing.redo.bare')}</Button>
      </div>
    </>
  );
};
