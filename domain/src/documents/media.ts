/** Types a document may have, by what its bytes are, with the ending its name is given. Everything else is refused. */
export const DOCUMENT_MEDIA: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif', 'image/tiff': 'tif', 'image/avif': 'avif', 'image/heic': 'heic', 'image/heif': 'heif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx', 'application/vnd.oasis.opendocument.text': 'odt', 'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp', 'application/msword': 'doc', 'application/vnd.ms-excel': 'xls', 'application/vnd.ms-powerpoint': 'ppt', 'application/rtf': 'rtf',
  'text/plain': 'txt', 'text/csv': 'csv', 'image/vnd.dwg': 'dwg', 'image/vnd.dxf': 'dxf',
};
/** Pictures a browser shows by itself, and the only ones it is given `inline`. */
export const SHOWN_INLINE: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];
export const isPicture = (media: string): boolean => media.startsWith('image/') && !media.startsWith('image/vnd.');

/** A file name with the ending its content has, without what a file system or a header would misread; at most 150 characters. */
export function safeName(name: string, media: string): string {
  const ending = DOCUMENT_MEDIA[media] ?? 'bin';
  const bare = name.normalize('NFC').replace(/[\u0000-\u001f\u007f"\\/:*?<>|\u202a-\u202e\u2066-\u2069]/g, '_').replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/^\.+/, '').trim().slice(0, 140);
  return `${bare === '' ? 'document' : bare}.${ending}`;
}
