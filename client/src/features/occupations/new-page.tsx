import './occupations.css';
import { useEffect } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getAsset } from '@sommier/domain/assets';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Problem } from '../../platform/ui/index.ts';
import { OccupationForm } from './occupation-form.tsx';

/** A new right, from nothing or from a property's page. */
export const NewOccupationPage = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const navigate = useNavigate();
  const { asset } = useSearch({ from: '/c/$commune/occupations/new' });
  const { data: a, error } = useEndpoint(getAsset, { params: { commune, id: asset ?? '' } }, { enabled: asset !== undefined });
  useEffect(() => { document.title = `${t('occ.add')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page"><h1>{t('occ.add')}</h1>
      {error && <Problem error={error} />}
      {(asset === undefined || a) && <OccupationForm onLeave={() => void navigate({ to: '/c/$commune/occupations', params: { commune }, search: {} })} onDone={(id) => void navigate({ to: '/c/$commune/occupations/$id', params: { commune, id }, search: {} })}
        first={a && { assetId: a.id, code: a.code, name: a.name, domainClass: a.domainClass, titleState: a.titleState, registerM2: a.builtAreaM2 ?? a.landAreaM2, share: '1', area: '' }} />}
    </main>
  );
};
