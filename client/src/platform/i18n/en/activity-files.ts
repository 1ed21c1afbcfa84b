import type { activityFiles as fr } from '../fr/activity-files.ts';
import type { Same } from '../catalogue.ts';

/** The words of the files of platform activity. */
export const activityFiles = {
  'imports.format.lodging-stays': 'Lodging stays (our template)', 'imports.format.eu-str': 'EU 2024/1028 activity (JSON)', 'imports.format.dpi-xml': 'Platforms’ annual report (DPI, DAC7)',
  'imports.format.declarations': 'Returns (our template)', 'imports.field.taxpayer': 'Taxpayer', 'imports.field.taxpayer_identifier': 'The taxpayer’s identifier', 'imports.field.taxpayer_kind': 'Person or company', 'imports.field.tax': 'Tax', 'imports.field.line': 'Kind of line', 'imports.field.nights': 'Person-nights',
  'imports.format.gbfs': 'Mobility: vehicles and stations (GBFS)', 'imports.format.mds': 'Mobility: trips, reports, policies (MDS)', 'imports.format.fleet': 'Fleets (our template)',
  'imports.format.deliveries': 'Deliveries and turnover (our template)', 'imports.format.ocsitan': 'Stay tax tariffs (OCSIT@N)', 'imports.format.addresses': 'The commune’s addresses', 'imports.field.stay': 'Stay reference',
  'imports.field.registration_number': 'Registration number', 'imports.field.platform': 'Platform', 'imports.field.listing_id': 'Listing number', 'imports.field.post_code': 'Post code', 'imports.field.city': 'City',
  'imports.field.lodging_class': 'Lodging class', 'imports.field.capacity': 'Capacity (guests)', 'imports.field.rooms': 'Rooms', 'imports.field.host': 'Host', 'imports.field.host_identifier': 'Host’s number',
  'imports.field.host_kind': 'Host: person or body', 'imports.field.arrival': 'Arrival', 'imports.field.departure': 'Departure', 'imports.field.contract_on': 'Contract date', 'imports.field.guests': 'Guests',
  'imports.field.age': 'Age', 'imports.field.age_group': 'Adult or child', 'imports.field.nationality': 'Nationality or residence', 'imports.field.exemption': 'Exemption', 'imports.field.tax_collected': 'Tax collected',
  'imports.field.zone': 'Zone', 'imports.field.declared_by': 'Declared by', 'imports.field.operator': 'Operator', 'imports.field.operator_identifier': 'Operator’s number', 'imports.field.vehicle_type': 'Vehicle type',
  'imports.field.vehicles': 'Vehicles', 'imports.field.per': 'Counted by', 'imports.field.fleet': 'Whole fleet', 'imports.field.trips': 'Trips', 'imports.field.km': 'Kilometres', 'imports.field.hour': 'Hour',
  'imports.field.goods': 'Goods', 'imports.field.deliveries': 'Deliveries', 'imports.field.turnover': 'Turnover', 'imports.field.number': 'Number', 'imports.field.repeat': 'Suffix', 'imports.field.street': 'Street',
  'imports.provenance': 'Provenance (who sent the file)', 'imports.licence': 'Licence', 'imports.legalbasis': 'Legal basis', 'imports.hash': 'SHA-256 digest', 
  'imports.template.xlsx': 'Explained template (XLSX)', 'imports.source.more': 'Source and right',
} as const satisfies Same<typeof fr>;
