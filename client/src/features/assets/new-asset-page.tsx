import './assets.css';
import { useEffect } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getAsset } from '@sommier/domain/assets';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { AssetForm } from './asset-form.tsx';

/** A new property, alone or under the one that the address names. */
export const NewAssetPage = () => {
  const t = useT();
  const { commune } = useParams({ from: '/c/$commune/register/new' });
  const { parent } = useSearch({ from: '/c/$commune/register/new' });
  const navigate = useNavigate();
  const above = useEndpoint(getAsset, { params: { commune, id: parent ?? '1' } }, { enabled: parent !== undefined });
  useEffect(() => { document.title = `${t('assets.new')} · Sommier`; }, [t]);
  const leave = () => void (parent ? navigate({ to: '/c/$commune/assets/$id', params: { commune, id: parent }, search: {} }) : navigate({ to: '/c/$commune/register', params: { commune }, search: {} }));
  return (
    <main id="main" className="page">
      <h1>{t('assets.new')}</h1>
      {(parent === undefined || above.data || above.error) && <AssetForm parent={above.data ?? null} onDone={(made) => void navigate({ to: '/c/$commune/assets/$id', params: { commune, id: made.id }, search: {} })} onLeave={leave} />}
    </main>
  );
};
