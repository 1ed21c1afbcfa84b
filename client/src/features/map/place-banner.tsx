import type { FormEvent } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Problem, TextField } from '../../platform/ui/index.ts';
import { usePlace } from './use-place.ts';
import { useWorkspace } from './workspace.tsx';

/** How to give a place: by a click, without a mouse by the map's centre, or by a parcel. */
export const PlaceBanner = () => {
  const t = useT();
  const { placing, setPlacing, placeError, port } = useWorkspace();
  const place = usePlace();
  if (!placing) return null;
  const byParcel = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const reference = String(new FormData(e.currentTarget).get('reference') ?? '').trim();
    if (reference) place({ by: 'parcel', reference });
  };
  const atCentre = () => { if (port) { const { lon, lat } = port.position(); place({ by: 'click', lon, lat }); } };
  return (
    <section className="answer" aria-label={t('map.place.label', { name: placing.name })}>
      <Button kind="flat" icon="x" label={t('shell.close')} onClick={() => setPlacing(null)} />
      <h2 role="status">{t('map.place.how', { name: placing.name })}</h2>
      {placeError && <Problem error={placeError} />}
      <Button onClick={atCentre}>{t('map.place.centre')}</Button>
      <form className="byparcel" onSubmit={byParcel}><TextField label={t('map.place.parcel')} name="reference" dir="ltr" maxLength={100} /><Button type="submit">{t('map.place.go')}</Button></form>
    </section>
  );
};
