import { demoStays } from '../../../../seed/stays.ts';
import { record } from '../../platform/audit/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { writeFact } from '../activity/index.ts';
import { beginRun, computeRun } from '../assessments/index.ts';
import { today } from '../ledger/index.ts';
import { markVerified, packs, publish, readRules, takePack } from '../rules/index.ts';

const TAX = 'tn-sejour';
const BY = { id: null, name: 'Démonstration' };

/** Places stand in the middle of the demo's listings: two in three exactly, the others as a disc, so that some zones stay in doubt. */
async function loadUnits(tx: Tx): Promise<{ units: string[]; hosts: string[] }> {
  const { hosts, units } = demoStays();
  const { rows: parties } = await tx.raw(`insert into party (commune_id, kind, name, search) select current_commune(), 'legal', h.name, lower(h.name) from jsonb_array_elements_text(cast(:hosts as jsonb)) with ordinality as h(name, n) order by h.n returning id`, { hosts: JSON.stringify(hosts) }) as { rows: { id: string }[] };
  const owners = parties.map((p) => p.id);
  const { rows } = await tx.raw(`with l as (select l.geom, row_number() over (order by l.external_id) as n from listing l where l.commune_id = current_commune() and l.geom is not null)
    insert into activity_unit (commune_id, unit_key, name, platform, lodging_class, geom, uncertainty_m, place_from, host_id)
    select current_commune(), 'demo:' || u.n, u.unit->>'name', u.unit->>'operator', u.unit->>'lodgingClass', l.geom, case when l.geom is null then null when u.n % 3 = 0 then 150 else 0 end, case when l.geom is null then null when u.n % 3 = 0 then 'listing' else 'declared' end, (cast(:owners as bigint[]))[1 + cast(u.unit->>'host' as integer)]
    from jsonb_array_elements(cast(:units as jsonb)) with ordinality as u(unit, n) left join l on l.n = u.n * 7 order by u.n returning id`, { units: JSON.stringify(units), owners: `{${owners.join(',')}}` }) as { rows: { id: string }[] };
  return { units: rows.map((r) => r.id), hosts: owners };
}

/** Stays declared and reported, the Tunisian rules verified and published as a city would, and one run left for a second person. */
export async function loadTax(db: Database, commune: number, currency: string): Promise<void> {
  const { units: places, stays } = demoStays();
  await db.inCommune({ commune }, async (tx) => {
    const { units, hosts } = await loadUnits(tx);
    for (const [i, s] of stays.entries()) {
      await writeFact(tx, { kind: 'stay', source: s.source, origin: 'demo', key: `stay-${String(i)}`, from: s.from, to: new Date(Date.parse(s.from) + s.nights * 86_400_000).toISOString().slice(0, 10), nights: s.nights, guests: s.guests.reduce((n, g) => n + g.count, 0), guestGroups: s.guests, contractOn: s.contractOn, lodgingClass: s.class, platform: s.operator, unitId: units[s.unit] ?? null, taxpayerId: hosts[places[s.unit]?.host ?? 0] ?? null }, { person: null });
    }
    const pack = (await packs()).find((p) => p.pack === TAX);
    if (pack === undefined) throw new Error('the Tunisian pack is not shipped');
    await takePack(tx, pack, BY);
    const drafts = await readRules(tx, { tax: TAX, state: 'draft' });
    for (const d of drafts) await markVerified(tx, d.id, BY, await today(tx), 'Vérification fictive de la démonstration');
    await publish(tx, drafts.map((d) => d.id), { currency, closePrevious: false }, BY);
    await record(tx, { commune, via: 'command' }, [{ action: 'rule.published', subject: `rule_pack:${TAX}`, detail: { demo: true, rules: drafts.length, stays: stays.length } }]);
  });
  const run = await db.inCommune({ commune }, (tx) => beginRun(tx, { tax: TAX, from: '2026-03-01', to: '2026-04-01', supplementary: false, note: 'Démonstration' }, currency, BY));
  await computeRun(db, { commune, person: null, run, job: `demo${run}`, signal: new AbortController().signal, progress: () => undefined, confirm: () => Promise.resolve() });
}
