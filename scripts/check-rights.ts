// An endpoint without a case in the rights matrix is found before the databases are started, not after an hour.
import { allEndpoints } from '@sommier/domain/api';
import { CASES } from '../tests/api/rights.cases.ts';

const ids = new Set(allEndpoints.map((e) => e.id));
const missing = [...ids].filter((id) => CASES[id] === undefined);
const gone = Object.keys(CASES).filter((id) => !ids.has(id));
for (const id of missing) console.error(`${id} has no case in tests/api/cases: what each role gets from it is not shown`);
for (const id of gone) console.error(`${id} has a case in tests/api/cases, and is no endpoint`);
process.exitCode = missing.length + gone.length === 0 ? 0 : 1;
