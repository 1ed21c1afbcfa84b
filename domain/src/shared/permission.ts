/** Staff roles, one per person and commune. */
export const ROLES = ['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const TABLE = {
  'register.read': ['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin'],
  'register.write': ['agent', 'manager', 'admin'],
  'register.validate': ['manager', 'admin'],
  'bin.empty': ['manager', 'admin'],
  'register.rules': ['manager', 'admin'],
  'campaign.manage': ['manager', 'admin'],
  'campaign.review': ['manager', 'admin', 'agent'],
  'campaign.survey': ['agent', 'manager', 'admin'],
  'activity.read': ['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin'],
  'activity.write': ['officer', 'manager', 'admin'],
  'zones.write': ['officer', 'manager', 'admin'],
  'layers.write': ['agent', 'officer', 'manager', 'admin'],
  'layers.share': ['manager', 'admin'],
  'import.run': ['agent', 'officer', 'manager', 'admin'],
  'export.run': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'print.templates': ['officer', 'manager', 'admin'],
  'commune.leave': ['admin'],
  'jobs.read': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'jobs.settle': ['manager', 'admin'],
  'personal.read': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'personal.manage': ['admin'],
  'document.purge': ['manager', 'admin'],
  'occupation.write': ['agent', 'officer', 'manager', 'admin'],
  'money.read': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'money.write': ['agent', 'officer', 'manager', 'admin'],
  'money.reverse': ['manager', 'admin'],
  'money.rules': ['manager', 'admin'],
  'rules.read': ['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin'],
  'rules.write': ['officer', 'manager', 'admin'],
  'rules.publish': ['manager', 'admin'],
  'assess.read': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'assess.run': ['officer', 'manager', 'admin'],
  'assess.issue': ['manager', 'admin'],
  'collect.read': ['agent', 'officer', 'manager', 'auditor', 'admin'],
  'collect.write': ['officer', 'manager', 'admin'],
  'collect.decide': ['manager', 'admin'],
  'parties.write': ['agent', 'officer', 'manager', 'admin'],
  'guard.override': ['manager', 'admin'],
  'keys.own': ['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin'],
  'users.manage': ['admin'],
  'audit.read': ['auditor', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof TABLE;
export const PERMISSIONS = Object.keys(TABLE) as Permission[];

/** One predicate for the route and for the button. */
export const can = (role: Role, permission: Permission): boolean => (TABLE[permission] as readonly Role[]).includes(role);
