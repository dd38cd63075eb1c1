import type { checkVi } from './check.vi.ts';

export const checkEn: Readonly<Record<keyof typeof checkVi, string>> = {
  'check.intro': 'Whether a PDF is a copy that this station issued, unchanged to the last byte.',
  'check.choose': 'Choose a PDF',
  'check.choose-other': 'Check another file',
  'check.again': 'Check again',
  'check.drop': 'Drop a PDF here',
  'check.drop-other': 'Drop another file here',
  'check.drop-more': 'or press Choose a PDF. The file is read to be compared and is not kept.',
  'check.doing': 'Checking {name}…',
  'check.unfit.not-pdf': 'This file is not a PDF. Nothing was checked. Choose the copy’s .pdf file.',
  'check.unfit.too-large':
    'The file is larger than {size}, larger than any copy of this station. Not checked. Choose another.',
  'check.unfit.several': 'One file is checked at a time. Nothing was checked. Drop them one by one.',
  'check.result.issued': 'This is a copy that this station issued, and it is intact.',
  'check.mark.issued': 'Intact',
  'check.more.issued':
    'The signatures of the signer and of the agency are right. Whether the certificates were revoked could not be checked.',
  'check.result.not-checked':
    'To the last byte this is a copy that this station issued, but its signatures could not be checked.',
  'check.mark.not-checked': 'Not checked',
  'check.more.not-checked': 'The file has not changed since it was issued. Its signatures have to be checked later.',
  'check.result.cancelled': 'This copy has been cancelled and has no legal value. Do not use it.',
  'check.mark.cancelled': 'Cancelled',
  'check.more.cancelled': 'This station issued the file; it was cancelled later by the decision named in the register.',
  'check.result.unknown': 'This station did not issue this file, or it was changed: it could not be checked.',
  'check.mark.unknown': 'Not checked',
  'check.more.unknown':
    'That makes the file neither good nor forged. Ask the office named on the copy, or have the requester send the file again.',
  'check.evidence': 'Evidence',
  'check.file': 'File',
  'check.size': '{bytes} bytes',
  'check.number': 'Register number',
  'check.paper': 'Paper',
  'check.signer': 'Signer',
  'check.seal': 'Sealing agency',
  'check.at': 'at {time}',
  'check.serial': 'Certificate {serial}',
  'check.revocation': 'Revocation',
  'check.revocation.not-checked': 'could not be checked',
  'check.hash': 'SHA-256',
  'check.checked-at': 'Checked at',
};
