import { useState } from 'react';
import { decideNights, NIGHTS_RULES, type Dwelling, type NightsRule } from '@sommier/domain/dwellings';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Note, Problem, Ref, Table, useToast } from '../../platform/ui/index.ts';

/** A dwelling with its listings. Its nights are nothing until somebody says how they are counted. */
export const DwellingView = ({ dwelling, may }: { dwelling: Dwelling; may: boolean }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const format = useFormat();
  const { code: commune } = useCommune();
  const [rule, choose] = useState<NightsRule>(dwelling.nightsRule ?? 'most');
  const [one, name] = useState(dwelling.nightsListing ?? dwelling.listings[0]?.id ?? '');
  const set = useChange(decideNights, ['listDwellings', 'getDwelling', 'getListingLinks']);
  const send = () => set.mutate({ params: { commune, id: dwelling.id }, body: rule === 'one' ? { rule, listing: one, version: dwelling.version } : { rule, version: dwelling.version } }, { onSuccess: () => say(t('pairs.nights.done')) });
  return (
    <section className="card whole difference">
      <h2>{t('pairs.dwelling.listings', { n: dwelling.listings.length })}</h2>
      {set.error && <Problem error={set.error} />}
      <Table label={t('pairs.title')} rows={dwelling.listings} keyOf={(l) => l.id} columns={[
        { key: 'id', head: t('map.listing.platform'), cell: (l) => <Ref>{`${l.platform} ${l.externalId}`}</Ref> }, { key: 'title', head: t('pairs.of.title'), cell: (l) => <bdi>{l.title ?? '–'}</bdi> },
        { key: 'room', head: t('map.col.room'), cell: (l) => code('code.room.', l.roomType) }, { key: 'nights', head: t('pairs.of.nights'), num: true, cell: (l) => `≈ ${format.whole(l.estimatedNights)}` },
      ]} />
      {dwelling.nights === null ? <Note tone="warn">{t('pairs.nights.undecided')}</Note> : <p><b>{t('pairs.nights.total', { n: `≈ ${format.whole(dwelling.nights)}` })}</b> · {code('pairs.nights.rule.', dwelling.nightsRule)} · <bdi>{dwelling.nightsBy?.name ?? '–'}</bdi>, <Ref>{format.day(dwelling.nightsAt)}</Ref></p>}
      {may && <fieldset className="nights"><legend>{t('pairs.nights.how')}</legend>
        {NIGHTS_RULES.map((r) => <Check key={r} type="radio" name="rule" checked={rule === r} onChange={() => choose(r)}>{t(`pairs.nights.rule.${r}`)}</Check>)}
        {rule === 'one' && <select aria-label={t('pairs.nights.rule.one')} value={one} onChange={(e) => name(e.currentTarget.value)}>{dwelling.listings.map((l) => <option key={l.id} value={l.id}>{`${l.platform} ${l.externalId}`}</option>)}</select>}
        <Button kind="main" refuse={set.isPending && t('shell.wait')} onClick={send}>{t('pairs.nights.go')}</Button></fieldset>}
    </section>
  );
};
