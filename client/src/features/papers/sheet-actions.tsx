import { useState } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Button } from '../../platform/ui/index.ts';
import { chosenOf, type RegisterSelection } from '../assets/index.ts';
import { SheetsDialog } from './sheets-dialog.tsx';

/** At the head of a property's page: its sheet on paper. */
export const SheetAction = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const may = useCan()('export.run');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return <><Button icon="print" onClick={() => setOpen(true)}>{t('papers.sheet')}</Button>{open && <SheetsDialog selection={{ ids: [asset.id] }} count={1} onClose={() => setOpen(false)} />}</>;
};

/** Over the ticked rows of the register: their sheets in one file. */
export const SheetsAction = ({ selection }: { selection: RegisterSelection }) => {
  const t = useT();
  const may = useCan()('export.run');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button icon="print" onClick={() => setOpen(true)}>{t('papers.sheets')}</Button>
      {open && <SheetsDialog selection={chosenOf(selection)} count={selection.count} onClose={() => setOpen(false)} />}
    </>
  );
};
