import { confirmOccupationParty, type OccupationSheet } from '@sommier/domain/occupations';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Table } from '../../platform/ui/index.ts';
import { PartyName } from '../parties/index.ts';

/** Who holds, owes or answers. A party an import found by its name alone is put as a question. */
export const PartiesSection = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const format = useFormat();
  const code = useCodeText();
  const can = useCan();
  const { code: commune } = useCommune();
  const confirm = useChange(confirmOccupationParty, ['getOccupation', 'listOccupations', 'findOccupation']);
  if (o.parties.length === 0) return <Empty title={t('occ.parties.none')} why={t('occ.parties.none.why')} />;
  const answer = (partyId: string, same: boolean) => confirm.mutate({ params: { commune, id: o.id }, body: { partyId, same }, options: { headers: { 'if-match': `"v${String(o.version)}"` } } });
  return (
    <section className="card whole"><h2>{t('occ.parties')}</h2>
      <Table label={t('occ.parties')} rows={o.parties} keyOf={(p) => `${p.partyId}${p.role}`} columns={[
        { key: 'name', head: t('parties.name'), cell: (p) => <PartyName party={p} /> }, { key: 'kind', head: t('parties.kind'), cell: (p) => t(`parties.kind.${p.kind}`) }, { key: 'role', head: t('occ.role'), cell: (p) => code('code.occ.role.', p.role) },
        { key: 'since', head: t('occ.from'), cell: (p) => format.day(p.since) }, { key: 'until', head: t('occ.until'), cell: (p) => format.day(p.until) },
      ]} />
      {o.parties.filter((p) => p.doubt).map((p) => (
        <Note tone="warn" key={p.partyId}><p>{t('occ.party.doubt')} <PartyName party={p} /></p>
          {can('occupation.write') && <div className="row"><Button onClick={() => answer(p.partyId, true)}>{t('occ.party.same')}</Button><Button onClick={() => answer(p.partyId, false)}>{t('occ.party.other')}</Button></div>}</Note>
      ))}
      {confirm.error && <Problem error={confirm.error} />}
    </section>
  );
};
