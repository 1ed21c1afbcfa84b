import { getOwnEdits, undoFeatureEdit, type FeatureEdit } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, useToast } from '../../platform/ui/index.ts';

/** What reads a layer again after a change of one of its features. */
export const TOUCHED = ['listLayerFeatures', 'findLayerFeatures', 'getLayerFeature', 'getOwnEdits', 'listLayers', 'readLegend', 'openWorkspace', 'listDocuments'];

/** Takes one's own last edit in this layer back, or does it again, by its name. */
export const UndoEdits = ({ layer }: { layer: string }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const own = useEndpoint(getOwnEdits, { params: { commune, name: layer } }, { keep: true });
  const turn = useChange(undoFeatureEdit, TOUCHED);
  const nameOf = (e: FeatureEdit): string => t(`layers.op.${e.op}`, { title: e.title ?? t('layers.unnamed') });
  const button = (way: 'undo' | 'redo') => {
    const edit = own.data?.[way];
    const none = !edit && t(`layers.${way}.none`);
    return (
      <Button icon={way} flip label={edit ? t(`layers.${way}`, { what: nameOf(edit) }) : t(`layers.${way}.none`)} refuse={none || (turn.isPending && t('shell.wait'))}
        onClick={() => edit && turn.mutate({ params: { commune, name: layer, id: edit.id } }, { onSuccess: () => say(t(`layers.${way}.done`, { what: nameOf(edit) })), onError: (e) => { say(e.message); void own.refetch(); } })} />
    );
  };
  return <span className="undokeys" role="group" aria-label={t('layers.undo.group')}>{button('undo')}{button('redo')}</span>;
};
