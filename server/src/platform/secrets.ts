import { readFileSync } from 'node:fs';

/** What opens something to whoever holds it. Each may come as `NAME_FILE`, a path: so Docker's secrets, systemd's credentials and the agents of vaults hand them over, and they stand in no environment. */
export const SECRETS = [
  'DATABASE_URL', 'DATABASE_READ_URL', 'DOCUMENTS_S3_KEY', 'DOCUMENTS_S3_SECRET', 'OIDC_CLIENT_SECRET', 'METRICS_TOKEN', 'SOMMIER_KEY', 'SOMMIER_KEY_BEFORE', 'AUDIT_KEY',
] as const;

type Variables = Record<string, string | undefined>;

/** The variables with every secret of a file in its place, trimmed, and what is wrong with those files: never a word of their content. */
export function secretsFromFiles(given: Variables): { variables: Variables; faults: string[] } {
  const variables = { ...given }, faults: string[] = [];
  for (const name of SECRETS) {
    const path = given[`${name}_FILE`];
    if (!path) continue;
    if (given[name]) { faults.push(`${name} and ${name}_FILE are both set: give one of them`); continue; }
    try {
      variables[name] = readFileSync(path, 'utf8').trim();
      if (variables[name] === '') faults.push(`${name}_FILE names ${path}, which is empty`);
    } catch (fault) {
      faults.push(`${name}_FILE names ${path}, which cannot be read (${String((fault as NodeJS.ErrnoException).code)})`);
    }
  }
  return { variables, faults };
}
