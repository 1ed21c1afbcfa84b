import { NO_RULES, readList } from '@sommier/domain/registrations';
import { registrationsCsv } from '../../../../seed/registrations.ts';
import { record } from '../../platform/audit/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { bringList, writeRules } from '../registrations/index.ts';

/** The commune's list of registrations and how it writes its numbers, with the cap of a principal home. */
export async function loadRegistrations(db: Database, commune: number, capture: string): Promise<void> {
  const { rows } = readList(registrationsCsv(capture));
  await db.inCommune({ commune }, async (tx) => {
    await writeRules(tx, { ...NO_RULES, masks: ['DEMO-######'], nightCap: 120 }, 0, null);
    const counts = await bringList(tx, rows.map((r) => r.value), { source: 'registre de démonstration', replace: false, person: null, keep: true });
    await record(tx, { commune, via: 'command' }, [{ action: 'registrations.listed', subject: 'registrations:list', detail: { ...counts } }]);
  });
}
