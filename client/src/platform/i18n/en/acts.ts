import type { Same } from '../catalogue.ts';
import type { acts as fr } from '../fr/acts.ts';

export const acts: Same<typeof fr> = {
  'guards.met': 'Rules met', 'guards.refused': 'refused', 'guards.warned': 'to check', 'guards.overridden': 'gone past', 'guards.basis': 'Basis:', 'guards.toconfirm': 'to be confirmed by a lawyer', 'guards.reason': 'Reason:',
  'guards.override': 'Reason to go past it', 'guards.override.hint': 'Ten characters at least. Your name and this reason go into the act and the trail.', 'acts.title': 'Acts', 'acts.register': 'Register of acts',
  'acts.one': 'Act', 'acts.new': 'Record an act', 'acts.any': 'all', 'acts.none': 'No act', 'acts.none.why': 'Status and domain are as declared. They will follow the acts recorded.',
  'acts.none.register': 'Assignments, classifications, acquisitions and disposals will stand here.', 'acts.choose': 'Choose an act', 'acts.total': '{n, plural, one {# act} other {# acts}}', 'acts.csv': 'CSV',
  'acts.words': 'Reference, subject, party', 'acts.count': 'Properties', 'acts.kind': 'Kind', 'acts.kind.assignment': 'Assignment', 'acts.kind.unassignment': 'End of assignment', 'acts.kind.classification': 'Classification',
  'acts.kind.declassification': 'Declassification', 'acts.kind.acquisition': 'Acquisition', 'acts.kind.disposal': 'Disposal', 'acts.kind.exchange': 'Exchange', 'acts.kind.donation': 'Donation',
  'acts.kind.expropriation': 'Expropriation', 'acts.kind.demolition': 'Demolition', 'acts.kind.deliberation': 'Deliberation', 'acts.kind.approval': 'Approval', 'acts.kind.cancellation': 'Cancellation', 'acts.side': 'Direction',
  'acts.side.in': 'comes in', 'acts.side.out': 'goes out', 'acts.side.about': 'concerned', 'acts.becomes': 'Domain after the act', 'acts.becomes.default': 'as the kind of act says', 'acts.reference': 'Reference',
  'acts.authority': 'Authority', 'acts.subject': 'Subject', 'acts.signed': 'Date of the act', 'acts.effective': 'Takes effect', 'acts.effective.hint': 'Empty: the day of the act.', 'acts.deliberated': 'Deliberation of',
  'acts.deliberation': 'Deliberation no.', 'acts.approved': 'Approval of', 'acts.approval': 'Approval no.', 'acts.publication': 'Publication', 'acts.publication.hint': 'Official gazette, issue.', 'acts.published': 'Published on',
  'acts.service': 'Service', 'acts.record': 'Handing-over record', 'acts.counterpart': 'Seller, buyer, donor or other party', 'acts.party': 'Party', 'acts.note': 'Remark', 'acts.property.add': 'Add a property: code, name, address', 'acts.property.remove': 'Remove {code}',
  'acts.deed': 'Purchase or sale file', 'acts.deed.deliberation': 'Deliberation {n}', 'acts.deed.deliberations': 'Deliberations', 'acts.deed.estimate': 'Estimate {n}', 'acts.deed.estimates': 'Estimates',
  'acts.deed.promised': 'Promise', 'acts.deed.on': 'Deed', 'acts.deed.reference': 'Deed reference', 'acts.deed.notary': 'Notary', 'acts.deed.net': 'Price before tax', 'acts.deed.gross': 'Price with tax', 'acts.deed.fees': 'Fees',
  'acts.deed.initial': 'Initial parcels', 'acts.deed.final': 'Final parcels', 'acts.amount.wrong': 'Not an amount: {value}. Write for example 1250.500.', 'acts.check': 'Check', 'acts.check.title': 'Effect of the act',
  'acts.check.before': 'Before', 'acts.check.after': 'After', 'acts.check.clear': 'No rule stands against it. Read again, then record.', 'acts.check.reason': 'Give the reason for each rule gone past.',
  'acts.check.manager': 'A manager may go past it, with a reason.', 'acts.go': 'Record the act', 'acts.recorded': 'Act {reference} recorded.', 'acts.cancel': 'Cancel this act', 'acts.cancel.title': 'Cancel act {reference}',
  'acts.cancel.subject': 'Cancellation of act {reference}', 'acts.cancels': 'Cancels', 'acts.cancelled': 'cancelled', 'acts.cancelled.by': 'Cancelled by act', 'acts.declared': 'Declared before any act', 'acts.coming': 'to come',
  'acts.leaves.domain': 'Domain', 'acts.leaves.status': 'Status', 'acts.documents': 'Papers of the act', 'acts.properties': '{n, plural, one {Property concerned} other {# properties concerned}}',
  'acts.overridden': 'Rule gone past by {by}:', 'acts.state': 'State', 'acts.state.standing': 'standing', 'acts.state.cancelled': 'cancelled', 'acts.state.overridden': 'rule gone past',
};
