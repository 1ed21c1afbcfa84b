import type { ReactNode } from 'react';
import type { ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Ledger, Problem, Ref, said, type Line } from '../../platform/ui/index.ts';
import type { Bounds } from '../../platform/geo.ts';
import { useWorkspace } from './workspace.tsx';

export { Ledger, said, type Line };

export const Loading = ({ error, retry }: { error: ProblemError | null; retry: () => void }) => {
  const t = useT();
  return <div className="body">{error ? <Problem error={error} onRetry={retry} /> : <p role="status">{t('shell.loading')}</p>}</div>;
};

export const Title = ({ code, tags, name }: { code: ReactNode; tags?: ReactNode; name: ReactNode }) => (
  <div className="title"><p><Ref>{code}</Ref> {tags}</p><h1><bdi>{name}</bdi></h1></div>
);

/** Brings the chosen thing to the middle of the map. */
export const ShowOnMap = ({ bounds, lon, lat }: { bounds?: Bounds | null; lon?: number | null; lat?: number | null }) => {
  const t = useT();
  const { port } = useWorkspace();
  const go = () => { if (bounds) port?.fit(bounds); else if (typeof lon === 'number' && typeof lat === 'number') port?.jump(lon, lat, Math.max(16, port.position().zoom)); };
  return <Button icon="here" onClick={go}>{t('map.sheet.zoom')}</Button>;
};

/** The columns of the source that no field took, as they came. */
export const SourceColumns = ({ attributes }: { attributes: Record<string, unknown> }) => {
  const t = useT();
  const lines = Object.entries(attributes).filter(([, v]) => v !== null && v !== '').map(([k, v]): Line => [<bdi key={k}>{k}</bdi>, <bdi key="v">{typeof v === 'object' ? JSON.stringify(v) : String(v)}</bdi>]);
  return <><h2>{t('map.source.columns')}</h2>{lines.length ? <Ledger lines={lines} /> : <p className="small">{t('map.source.none')}</p>}</>;
};
