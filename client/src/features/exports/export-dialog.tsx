import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { writePlace } from '../../platform/print-view.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { useT } from '../../platform/i18n/index.ts';
import type { MapWindow } from '../../platform/map-view.ts';
import { Button, Dialog, Tabs } from '../../platform/ui/index.ts';
import { DataForm } from './data-form.tsx';
import { PackageForm } from './package-form.tsx';
import { PrintForm } from './print-form.tsx';

interface Props {
  view: MapWindow;
  /** The map as it stands, as a PNG. */
  picture: () => Promise<Blob>;
  onClose: () => void;
}
type Kind = 'paper' | 'data' | 'picture' | 'package';

const save = (blob: Blob, name: string): void => {
  const a = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
};

/** What leaves the map: a layered PDF, data of the chosen layers, or a picture. */
export const ExportDialog = ({ view, picture, onClose }: Props) => {
  const t = useT();
  const can = useCan();
  const mayExport = can('export.run');
  const { code: commune } = useCommune();
  const at = writePlace({ center: view.center, scale: view.scale > 100 ? Math.min(1_000_000, Math.round(view.scale)) : 100, rotation: 0 });
  const [kind, setKind] = useState<Kind>(mayExport ? 'paper' : 'picture');
  const tabs = [...(mayExport ? ['paper', 'data'] as const : []), 'picture' as const, ...(can('commune.leave') ? ['package'] as const : [])].map((key) => ({ key, label: t(`exports.${key}`) }));
  return (
    <Dialog title={t('exports.title')} onClose={onClose} wide>
      <Tabs<Kind> label={t('exports.title')} tabs={tabs} value={kind} onChange={setKind} panel="export-panel" />
      <div id="export-panel" role="tabpanel" aria-label={t(`exports.${kind}`)}>
        {kind === 'paper' && <><p><Link to="/c/$commune/print" params={{ commune }} search={{ at, layers: view.layers.join(',') }}>{t('exports.compose')}</Link></p><PrintForm view={view} /></>}
        {kind === 'data' && <DataForm view={view} />}
        {kind === 'package' && <PackageForm />}
        {kind === 'picture' && (
          <div className="stack"><p>{t('exports.picture.note')}</p><div><Button kind="main" icon="dl" onClick={() => void picture().then((blob) => save(blob, 'sommier.png'))}>{t('exports.picture.go')}</Button></div></div>
        )}
      </div>
    </Dialog>
  );
};
