import type { Same } from '../catalogue.ts';
import type { documents as fr } from '../fr/documents.ts';

export const documents: Same<typeof fr> = {
  'documents.title': 'Documents', 'documents.all': 'Documents of the commune', 'documents.add': 'Add files', 'documents.add.title': '{n, plural, one {Attach a file} other {Attach # files}}',
  'documents.add.go': '{n, plural, one {Attach the file} other {Attach the # files}}', 'documents.sending': 'Sending the files', 'documents.outcome.sent': 'attached', 'documents.outcome.known': 'attached here already', 'documents.outcome.refused': 'refused',
  'documents.none': 'No document', 'documents.none.why': 'Drop a title, a deed, a plan or photos here, or choose files.', 'documents.bin': 'Bin', 'documents.bin.none': 'The bin is empty', 'documents.acts': 'Actions', 'documents.preview': 'Preview',
  'documents.kind': 'Kind', 'documents.kind.any': 'all', 'documents.kind.title': 'Title', 'documents.kind.plan': 'Plan', 'documents.kind.deed': 'Deed', 'documents.kind.record': 'Record', 'documents.kind.agreement': 'Agreement, lease',
  'documents.kind.deliberation': 'Deliberation', 'documents.kind.publication': 'Official publication', 'documents.kind.estimate': 'Estimate', 'documents.kind.photo': 'Photo', 'documents.kind.report': 'Report', 'documents.kind.letter': 'Letter', 'documents.kind.other': 'Other',
  'documents.name': 'Title', 'documents.dated': 'Date', 'documents.author': 'Author', 'documents.from': 'Valid from', 'documents.until': 'Valid until', 'documents.until.hint': 'Told 90 days before.', 'documents.note': 'Remark',
  'documents.restricted': 'For those who may read personal data only', 'documents.restricted.tag': 'restricted', 'documents.validity': 'Validity', 'documents.validity.valid': 'valid until', 'documents.validity.expiring': 'expires on', 'documents.validity.expired': 'expired on', 'documents.validity.future': 'not valid yet',
  'documents.size': 'Size', 'documents.pages': 'Pages', 'documents.pages.n': '{n, plural, one {# page} other {# pages}}', 'documents.file': 'File', 'documents.pixels': 'Dimensions (pixels)', 'documents.taken': 'Taken', 'documents.place': 'Position (lat, lon)', 'documents.sha': 'SHA-256',
  'documents.also': 'Same file', 'documents.also.n': '{n, plural, one {attached in another place} other {attached in # other places}}', 'documents.change': 'Correct the document', 'documents.change.of': 'Correct {title}', 'documents.changed': 'Document corrected.', 'documents.save': 'Save',
  'documents.bin.of': 'Put {title} in the bin', 'documents.binned': '“{title}” is in the bin.', 'documents.undo': 'Undo', 'documents.restore.of': 'Restore {title}', 'documents.subject': 'Attached to', 'documents.subject.asset': 'Property', 'documents.subject.act': 'Act', 'documents.subject.title': 'Title file',
  'documents.subject.occupation': 'Occupation', 'documents.subject.party': 'Party', 'documents.subject.valuation': 'Valuation', 'documents.subject.campaign': 'Campaign', 'documents.view': 'Show', 'documents.view.all': 'all', 'documents.view.expired': 'expired', 'documents.view.expiring': 'expiring within 90 days', 'documents.view.bin': 'the bin',
  'documents.empty.all': 'No document was attached yet', 'documents.empty.expired': 'No expired document', 'documents.empty.expiring': 'No document expires within 90 days', 'documents.empty.bin': 'The bin is empty',
};
