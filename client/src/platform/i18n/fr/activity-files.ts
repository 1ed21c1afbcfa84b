/** The words of the files of platform activity. */
export const activityFiles = {
  'imports.format.lodging-stays': 'Nuitées et séjours (notre modèle)', 'imports.format.eu-str': 'Activité UE 2024/1028 (JSON)', 'imports.format.dpi-xml': 'Déclaration annuelle des plateformes (DPI, DAC7)',
  'imports.format.declarations': 'Déclarations (notre modèle)', 'imports.field.taxpayer': 'Contribuable', 'imports.field.taxpayer_identifier': 'Identifiant du contribuable', 'imports.field.taxpayer_kind': 'Personne ou société', 'imports.field.tax': 'Taxe', 'imports.field.line': 'Nature de la ligne', 'imports.field.nights': 'Nuitées (personnes × nuits)',
  'imports.format.gbfs': 'Mobilité : véhicules et stations (GBFS)', 'imports.format.mds': 'Mobilité : trajets, rapports, règles (MDS)', 'imports.format.fleet': 'Flottes (notre modèle)',
  'imports.format.deliveries': 'Livraisons et chiffre d’affaires (notre modèle)', 'imports.format.ocsitan': 'Tarifs de la taxe de séjour (OCSIT@N)', 'imports.format.addresses': 'Adresses de la commune',
  'imports.field.stay': 'Référence du séjour', 'imports.field.registration_number': 'N° d’enregistrement', 'imports.field.platform': 'Plateforme', 'imports.field.listing_id': 'N° d’annonce',
  'imports.field.post_code': 'Code postal', 'imports.field.city': 'Ville', 'imports.field.lodging_class': 'Classe d’hébergement', 'imports.field.capacity': 'Capacité (personnes)', 'imports.field.rooms': 'Chambres',
  'imports.field.host': 'Hôte', 'imports.field.host_identifier': 'Identifiant de l’hôte', 'imports.field.host_kind': 'Hôte : personne ou société', 'imports.field.arrival': 'Arrivée', 'imports.field.departure': 'Départ',
  'imports.field.contract_on': 'Date du contrat', 'imports.field.guests': 'Personnes', 'imports.field.age': 'Âge', 'imports.field.age_group': 'Adulte ou enfant', 'imports.field.nationality': 'Nationalité ou pays de résidence',
  'imports.field.exemption': 'Motif d’exonération', 'imports.field.tax_collected': 'Taxe collectée', 'imports.field.zone': 'Zone', 'imports.field.declared_by': 'Déclaré par', 'imports.field.operator': 'Opérateur',
  'imports.field.operator_identifier': 'Identifiant de l’opérateur', 'imports.field.vehicle_type': 'Type de véhicule', 'imports.field.vehicles': 'Véhicules', 'imports.field.per': 'Comptés par',
  'imports.field.fleet': 'Flotte entière', 'imports.field.trips': 'Trajets', 'imports.field.km': 'Kilomètres', 'imports.field.hour': 'Heure', 'imports.field.goods': 'Nature des biens', 'imports.field.deliveries': 'Livraisons',
  'imports.field.turnover': 'Chiffre d’affaires', 'imports.field.number': 'Numéro', 'imports.field.repeat': 'Bis, ter', 'imports.field.street': 'Voie', 'imports.provenance': 'Provenance (qui a remis le fichier)',
  'imports.licence': 'Licence', 'imports.legalbasis': 'Base légale', 'imports.hash': 'Empreinte SHA-256', 
  'imports.template.xlsx': 'Modèle expliqué (XLSX)', 'imports.source.more': 'Provenance et droit',
} as const;
