import { useState } from 'react';
import { undoImport } from '@sommier/domain/imports';
import { useChange } from '../../platform/query.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Dialog, Problem, useToast } from '../../platform/ui/index.ts';

/** Takes a batch back, after saying what goes and what returns. */
export const UndoBatch = ({ commune, batch }: { commune: string; batch: string }) => {
  const t = useT();
  const say = useToast();
  const [asking, ask] = useState(false);
  const undo = useChange(undoImport, ['']);
  const go = () => undo.mutate({ params: { commune, id: batch } }, { onSuccess: () => { ask(false); say(t('imports.undone')); } });
  return (
    <>
      <Button icon="undo" onClick={() => ask(true)}>{t('imports.undo')}</Button>
      {asking && (
        <Dialog title={t('imports.undo')} onClose={() => ask(false)} foot={<Button kind="bad" onClick={go} refuse={undo.isPending && t('imports.running')}>{t('imports.undo')}</Button>}>
          <p>{t('imports.undo.sure')}</p>
          {undo.error && <Problem error={undo.error} />}
        </Dialog>
      )}
    </>
  );
};
