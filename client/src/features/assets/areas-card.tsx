import { Link } from '@tanstack/react-router';
import { compareAreas, type AssetSheet } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Note, Ref, Tag } from '../../platform/ui/index.ts';
import { useLists } from '../../platform/register-lists.ts';

/** Title, contract, register and drawing beside one another, as bars and figures; what passes the commune's tolerance is flagged, nothing is corrected. */
export const AreasCard = ({ a }: { a: AssetSheet }) => {
  const t = useT();
  const format = useFormat();
  const { settings } = useLists();
  const { code: commune } = useCommune();
  const { lines, reference, differ } = compareAreas({ title: a.titleAreaM2, contract: a.contractAreaM2, held: a.heldAreaM2, register: a.registerAreaM2, drawn: a.drawnAreaM2 }, { percent: settings.areaTolerancePercent, m2: settings.areaToleranceM2 });
  if (reference === null) return null;
  const most = Math.max(...lines.map((l) => l.value ?? 0));
  const signed = (n: number, digits: number) => `${n > 0 ? '+' : n < 0 ? '−' : ''}${format.number(Math.abs(n), digits)}`;
  return (
    <section className="card whole" aria-labelledby="areas-h">
      <div className="row"><h2 id="areas-h">{t('assets.areas.title')}</h2><span className="small">{t('assets.areas.tolerance', { percent: format.number(settings.areaTolerancePercent, 1), m2: format.number(settings.areaToleranceM2, 1) })}</span></div>
      <table className="tbl areas">
        <caption className="vh">{t('assets.areas.title')}</caption>
        <tbody>{lines.filter((l) => l.kind !== 'held' || l.value !== null).map((l) => (
          <tr key={l.kind}>
            <th scope="row">{t(`assets.areas.kind.${l.kind}`)}</th>
            <td className="gauge"><span className={l.value === null ? 'none' : l.over ? 'over' : ''} style={{ inlineSize: l.value === null ? '30%' : `${Math.max(1, (l.value / most) * 100)}%` }} /></td>
            <td className="num"><Ref>{l.value === null ? '–' : format.area(l.value)}</Ref></td>
            <td>{l.value === null ? t('assets.areas.unknown') : l.kind === reference ? t('assets.areas.reference') : l.over ? <Tag tone="bad"><Ref>{`${signed(l.difference ?? 0, 1)} · ${signed(l.percent ?? 0, 1)} %`}</Ref></Tag> : <Ref>{`${signed(l.difference ?? 0, 1)} · ${signed(l.percent ?? 0, 1)} %`}</Ref>}</td>
          </tr>
        ))}</tbody>
      </table>
      {a.contracts.length > 0 && <p className="small">{t('assets.areas.contracts')} {a.contracts.map((c) => <span key={c.occupationId}><Link to="/c/$commune/occupations/$id" params={{ commune, id: c.occupationId }} search={{}}><Ref>{c.reference}</Ref></Link> {c.areaM2 === null ? t('assets.areas.unknown') : format.squareMetres(c.areaM2)} </span>)}</p>}
      {differ && <Note tone="warn">{t('assets.areas.why')}</Note>}
    </section>
  );
};
