import type { Same } from '../catalogue.ts';
import type { field as french } from '../fr/field.ts';

export const field: Same<typeof french> = {
  'field.title': 'Field', 'field.refused': 'Your role does not allow surveying. Ask the manager.', 'field.nothing': 'Nothing on this device', 'field.nothing.why': 'Open this page once with a network: your sheets will come along.',
  'field.install': 'Install on this device',
  'field.online': 'online', 'field.offline': 'offline', 'field.sending': 'sending…', 'field.queue.n': '{n} to send', 'field.queue.label': '{n, plural, =0 {Nothing waits to be sent} one {# item waits to be sent} other {# items wait to be sent}}',
  'field.queue.offline': 'No network: everything stays on the device and leaves when it returns.', 'field.queue.empty': 'Everything is sent', 'field.queue.why': 'Visits and photos wait here until the server has them.', 'field.queue.photos': 'photos: {sent} sent of {all}',
  'field.queue.drop': 'Take this visit off the device', 'field.queue.drop.photo': 'Take this photo off', 'field.send': 'Send now', 'field.back': 'Back to the list',
  'field.asof': 'Sheets taken along on {at, date, short} at {at, time, short}.', 'field.newer': 'A new version of this page is ready.', 'field.newer.take': 'Take it',
  'field.leave': 'Sign out', 'field.leave.why': 'Sheets, drafts and photos will be wiped from this device.', 'field.leave.unsent': '{n, plural, one {# item is not sent and would be lost.} other {# items are not sent and would be lost.}}',
  'field.leave.go': 'Wipe and sign out', 'field.leave.anyway': 'Wipe all the same and sign out', 'field.here': 'Where am I?', 'field.found': 'Property found', 'field.found.of': 'Property found ({name})', 'field.found.one': 'found on the spot', 'field.found.unnamed': 'Unnamed property', 'field.found.name': 'Name or description of the property', 'field.found.name.first': 'Name this property first.',
  'field.search': 'Search a sheet', 'field.none': 'No sheet to visit', 'field.none.why': 'The office gave you none, or all are accepted.', 'field.again.bare': 'To look at again', 'field.again': 'To look at again: {note}',
  'field.state.draft': 'under way', 'field.state.queued': 'to send', 'field.state.sent': 'sent', 'field.state.refused': 'refused', 'field.map': 'Plan of {n, plural, one {# sheet} other {# sheets}}',
  'field.step': 'Question {n} of {of}', 'field.progress': 'Progress of the visit', 'field.outcome': 'The property', 'field.outcome.seen': 'Seen', 'field.outcome.not_found': 'Not found', 'field.outcome.no_access': 'No access',
  'field.register': 'In the register: {value}', 'field.confirm': 'Still true', 'field.unanswer': 'Leave unanswered', 'field.unanswered': 'unanswered', 'field.yes': 'yes', 'field.no': 'no',
  'field.occupant': 'Occupant as declared on the spot', 'field.occupant.why': 'Personal: read at the office by who may, wiped from the device at sign-out.', 'field.note': 'Remark',
  'field.photo': 'Photo', 'field.photos': 'Photos', 'field.photos.n': '{n, plural, =0 {none} other {#}}', 'field.photo.n': 'Photo {n}', 'field.photo.drop': 'Remove photo {n}', 'field.gps': 'GPS', 'field.position': 'Position', 'field.position.at': 'Position taken, within {n} m.', 'field.position.failed': 'No position. Allow location, or step into the open.',
  'field.acts': 'Visit', 'field.before': 'Previous', 'field.next': 'Next', 'field.finish': 'Finish', 'field.clash': 'The office changed meanwhile:', 'field.also': 'Already visited by {by}. The office will see both visits.',
};
