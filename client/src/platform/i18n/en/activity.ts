import type { activity as fr } from '../fr/activity.ts';
import type { Same } from '../catalogue.ts';

export const activity: Same<typeof fr> = {
  'activity.title': 'Control and follow-up', 'activity.tab.figures': 'Three figures', 'activity.tab.zones': 'By zone', 'activity.tab.follow': 'Follow-up', 'activity.tab.held': 'To decide', 'activity.from': 'From',
  'activity.to': 'To (excluded)', 'activity.on': 'On the day', 'activity.unit': 'Lodging', 'activity.host': 'Host', 'activity.declared': 'Declared', 'activity.reported': 'Reported', 'activity.estimated': 'Estimated',
  'activity.range': 'Range', 'activity.gap': 'Gap, nights', 'activity.gapfrom.reported': 'after the platform', 'activity.gapfrom.estimated': 'after the low estimate', 'activity.gapfrom.none': 'nothing to compare',
  'activity.expected': 'To check', 'activity.only': 'Gaps only', 'activity.units': 'Lodgings', 'activity.withgap': 'With a gap', 'activity.sums.of': '{n} of {of}',
  'activity.how': 'Three figures that are never added: what the host declares, what the platform reports, what model {model} v{version} estimates. The range comes from review rates of 72 % and 30.5 %. A gap is a reason to ask, never a tax base.',
  'activity.none': 'No activity in this period', 'activity.none.why': 'Import a capture, declared stays or a platform’s report.', 'activity.csv': 'Sheet (CSV)', 'activity.xlsx': 'Sheet (XLSX)', 'activity.brief': 'Policy brief (PDF)',
  'activity.open': 'Open data (CSV)', 'activity.set': 'Set', 'activity.platform': 'Platform', 'activity.hosts': 'Host size', 'activity.hosts.all': 'all', 'activity.hosts.one': 'one listing', 'activity.hosts.few': '2 to 4 listings',
  'activity.hosts.many': '5 listings and more', 'activity.zone': 'Zone', 'activity.certain': 'Certain', 'activity.possible': 'Possible', 'activity.expectedn': 'Expected', 'activity.nights': 'Estimated nights',
  'activity.vehicles': 'Vehicles counted', 'activity.vehicles.stated': 'Vehicles stated', 'activity.trips': 'Trips counted', 'activity.trips.stated': 'Trips stated', 'activity.deliveries': 'Deliveries', 'activity.total': 'All zones', 'activity.captures': 'Captures, oldest to newest', 'activity.capture': 'Capture',
  'activity.listings': 'Listings', 'activity.new': 'New', 'activity.gone': 'Gone', 'activity.kept': 'Kept', 'activity.concentration': 'Concentration of hosts', 'activity.hostsn': 'Hosts', 'activity.topten': 'Share of the first ten',
  'activity.entire': 'Entire homes', 'activity.compliance': 'Compliance of active listings', 'activity.withnumber': 'Bear a number', 'activity.exempt': 'Say they are exempt', 'activity.withdeclaration': 'Have a declaration',
  'activity.effect': 'Before and after a day', 'activity.effect.day': 'Day of the rule', 'activity.effect.zone': 'Zone under the rule', 'activity.effect.against': 'Zone to compare with', 'activity.effect.before': 'Before',
  'activity.effect.after': 'After', 'activity.effect.points': 'Effect, in points', 'activity.effect.why': 'Growth of the zone less growth of the comparison. A difference is no proof: other causes may act.',
  'activity.held.none': 'Nothing waits for a decision', 'activity.held.why': 'A correction without its original, or a message that came before with other content, would wait here.', 'activity.held.document': 'Document',
  'activity.held.file': 'File', 'activity.held.reason': 'Reason', 'activity.held.orphan': 'corrects what never came', 'activity.held.came_before': 'message came before, other content', 'activity.held.accept': 'Count it',
  'activity.held.reject': 'Set aside', 'activity.held.facts': 'Facts', 'activity.acts': 'Decision',
  'activity.active': 'Active', 'activity.revenue': 'Estimated revenue', 'activity.nights.declared': 'Nights declared', 'activity.nights.reported': 'Nights reported', 'activity.kind': 'Kind', 'activity.class': 'Class',
  'activity.compare': 'Side by side', 'activity.measure': 'Figure', 'activity.against': 'against {zone}', 'activity.map': 'Map of the zones',
  'activity.drawing': 'Click corner after corner; click the first one again to close.', 'activity.show': 'Shown', 'activity.show.zones': 'Zones', 'activity.show.7': 'Hexagons of 5 km²',
  'activity.show.8': 'Hexagons of 0.7 km²', 'activity.show.9': 'Hexagons of 0.1 km²', 'activity.draw': 'Draw a zone', 'activity.drop': 'Remove the drawing', 'activity.drawn': 'Drawn zone', 'activity.key': 'Shades',
  'activity.tick': 'Compare {zone}', 'activity.tick.all': 'Compare all', 'activity.map.why': 'Click a zone to compare it. Hexagons count a listing where its blurred point lies: a density, not addresses.',
  'activity.answer.how': 'A listing is a disc: certain when wholly in the zone, possible in part, expected by its share. Nights and revenue are estimates of model {model} v{version}; declared, reported and estimated are never added. A class narrows listings to those tied to a declared lodging of that class.',
};
