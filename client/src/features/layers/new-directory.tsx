import { useState, type FormEvent } from 'react';
import { createLayer, DIRECTORIES, type Directory, type LayerEntry } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

/** Begins a directory after one of the models: services, digital spaces, free premises, start-ups, or a form of one's own. */
export const NewDirectory = ({ onClose, onMade }: { onClose: () => void; onMade: (l: LayerEntry) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [directory, setDirectory] = useState<Directory>('services');
  const make = useChange(createLayer, ['listLayers', 'openWorkspace']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    make.mutate({ params: { commune }, body: { name: text('name'), title: text('title'), titleAr: text('titleAr') || null, directory } }, { onSuccess: onMade });
  };
  return (
    <Dialog title={t('layers.add.directory')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {make.error && <Problem error={make.error} />}
        <SelectField label={t('layers.model')} value={directory} onChange={(e) => setDirectory(e.currentTarget.value as Directory)} hint={t('layers.model.hint')}>{DIRECTORIES.map((d) => <option key={d} value={d}>{t(`layers.model.${d}`)}</option>)}</SelectField>
        <TextField label={t('layers.field.title')} name="title" required maxLength={200} />
        <TextField label={t('layers.field.titleAr')} name="titleAr" dir="rtl" lang="ar" maxLength={200} />
        <TextField label={t('layers.field.name')} name="name" dir="ltr" required pattern="[a-z0-9][a-z0-9_\-]{0,62}" hint={t('layers.field.name.hint')} />
        <div className="row"><Button kind="main" type="submit" refuse={make.isPending && t('shell.wait')}>{t('layers.make')}</Button></div>
      </form>
    </Dialog>
  );
};
