export const reconciliation = {
  'reconciliation.title': 'Rapprochement avec l’actif', 'reconciliation.import': 'Importer l’état de l’actif', 'reconciliation.file': 'Rapport, XLSX', 'reconciliation.none': 'Aucun état de l’actif',
  'reconciliation.none.why': 'Importez le fichier du comptable : numéro d’inventaire, compte, date, valeur brute, amortissements.', 'reconciliation.from': 'Fichier', 'reconciliation.here': 'Registre',
  'reconciliation.there': 'Comptable', 'reconciliation.count': '{n, plural, one {# bien} other {# biens}} avec numéro ou valeur', 'reconciliation.lines': '{n, plural, one {# ligne} other {# lignes}}, net {net}',
  'reconciliation.matched': 'Rapprochés', 'reconciliation.equal': 'dont {n} identiques', 'reconciliation.open': 'À traiter', 'reconciliation.closed': 'traités',
  'reconciliation.of': 'sur {n, plural, one {# écart} other {# écarts}}', 'reconciliation.bykind': 'Écarts par nature', 'reconciliation.differences': 'Écarts', 'reconciliation.difference': 'Écart',
  'reconciliation.number': 'Nombre', 'reconciliation.gap': 'Écart de valeur', 'reconciliation.total': 'Comptable moins registre', 'reconciliation.kind.missing_here': 'absent du registre',
  'reconciliation.kind.missing_there': 'absent de l’actif', 'reconciliation.kind.no_number': 'sans numéro', 'reconciliation.kind.value': 'valeur différente', 'reconciliation.kind.date': 'date différente',
  'reconciliation.inventory': 'N° d’inventaire', 'reconciliation.settlement': 'Décision', 'reconciliation.settlement.register_right': 'le registre a raison', 'reconciliation.settlement.accountant_right': 'le comptable a raison',
  'reconciliation.settlement.to_correct': 'à corriger', 'reconciliation.settlement.explained': 'expliqué', 'reconciliation.reason': 'Motif', 'reconciliation.settle': 'Enregistrer la décision',
  'reconciliation.settled': 'Décision enregistrée.', 'reconciliation.lapsed': 'à revoir',
} as const;
