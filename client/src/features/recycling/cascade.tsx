import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { AssetSheet } from '@sommier/domain/assets';
import { previewRecycling, recycleAsset, restoreBin } from '@sommier/domain/recycling';
import { call } from '../../platform/call.ts';
import { useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Note, Problem, Ref, useToast } from '../../platform/ui/index.ts';

/** Everything that would go with a property, what stays tied to it and what stands in the way. */
export const Cascade = ({ asset, onClose }: { asset: AssetSheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const nameOf = useNameOf();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const params = { commune, id: asset.id };
  const { data, error } = useEndpoint(previewRecycling, { params });
  const [reason, setReason] = useState('');
  const recycle = useChange(recycleAsset, ['listAssets', 'findAssets', 'getAssetFacets', 'listBins', 'listLayers', 'openWorkspace', 'getOwnActions']);
  const go = () => recycle.mutate({ params, body: reason.trim() ? { reason: reason.trim() } : {}, options: { headers: { 'if-match': `"v${asset.version}"` } } }, {
    onSuccess: (bin) => {
      const back = () => void call(restoreBin, { params: { commune, id: bin.id } }).then(() => queryClient.invalidateQueries());
      say(t('recycling.done', { n: bin.assets }), { label: t('shell.cancel'), run: back });
      void navigate({ to: '/c/$commune/register', params: { commune }, search: {} });
    },
  });
  const blocked = (data?.blockers.length ?? 0) > 0;
  return (
    <Dialog wide title={t('recycling.title', { code: asset.code })} onClose={onClose} foot={<Button kind="bad" onClick={go} refuse={!data || recycle.isPending ? t('shell.wait') : blocked && t('recycling.blocked')}>{t('recycling.go', { n: data?.count ?? 0 })}</Button>}>
      {error && <Problem error={error} />}{recycle.error && <Problem error={recycle.error} />}
      {blocked && <Note tone="bad"><p>{t('recycling.blocked')}</p><ul>{data?.blockers.map((b) => <li key={b.reference + b.asset}><Ref>{b.reference}</Ref> · {code('code.occ.type.', b.kind)} · <Ref>{b.asset}</Ref></li>)}</ul></Note>}
      {data && <>
        <p>{t('recycling.cascade', { n: data.count })}</p>
        <ul className="cascade">{data.assets.map((a) => <li key={a.id} style={{ paddingInlineStart: `${a.depth * 18}px` }}><Ref>{a.code}</Ref> <bdi>{nameOf(a)}</bdi> {a.level && <span className="small">{code('code.level.', a.level)}</span>}</li>)}</ul>
        {data.count > data.assets.length && <p className="small">{t('shell.rows.more', { n: data.count - data.assets.length })}</p>}
        {data.tied.length > 0 && <p>{t('recycling.tied')} {data.tied.map((x) => `${code('recycling.kind.', x.kind)} ${x.count}`).join(' · ')}</p>}
        <p className="small">{t('recycling.why')}</p>
        <Field label={t('recycling.reason')}><input type="text" maxLength={2000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} /></Field>
      </>}
    </Dialog>
  );
};
