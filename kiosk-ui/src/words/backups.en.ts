import type { backupsVi } from './backups.vi.ts';

export const backupsEn: Readonly<Record<keyof typeof backupsVi, string>> = {
  'backups.title': 'Backup',
  'backups.lamp.age': '{age} ago',
  'backups.lamp.running': 'running',
  'backups.lamp.unset': 'no place is set',
  'backups.lamp.never': 'none yet',
  'backups.lamp.last': 'The newest verified one: {time}.',
  'backups.lamp.why.fresh':
    'There is a backup that was read back and verified. If the machine fails, the data comes back from it.',
  'backups.lamp.why.unset':
    'No place for backups is set: if the disk fails, the data cannot come back. The technician plugs in a backup disk and sets the place.',
  'backups.lamp.why.old':
    'No backup was verified last night. Work goes on as usual. The technician looks whether the backup disk is plugged in.',
  'backups.lamp.why.late':
    'No backup was verified for more than 7 days. Work goes on as usual. Tell the technician today.',
  'backups.lamp.why.never':
    'A place is set, but no backup was verified yet. The technician prepares the disk and presses Back up now.',

  'backups.place': 'Place',
  'backups.nightly': 'Runs every night',
  'backups.nightly-at': 'from {hour}:00',
  'backups.last': 'Newest verified one',
  'backups.last-none': 'none yet',
  'backups.last-at': '{time} ({age} ago)',
  'backups.now': 'Back up now',
  'backups.begun': 'The station is backing up. You can go on with other work.',
  'backups.ended': 'Backed up and verified.',
  'backups.failed': 'This backup did not succeed.',
  'backups.prepare': 'Prepare this disk',
  'backups.prepare-ask': 'Prepare the backup disk?',
  'backups.prepare-will':
    'The station puts this office’s mark into the folder {folder}. From then on it backs up only to a disk with that mark. Nothing on the disk is deleted.',
  'backups.prepare-check':
    'Press only when the backup disk is plugged in and this folder is on it. If it is not, the backups lie on the same disk as the data and are lost with it.',
  'backups.prepared': 'The disk is ready. Press Back up now for the first backup.',
  'backups.cancel': 'Cancel',
  'backups.unset': 'No place for backups is set',
  'backups.unset-do':
    'Plug in a second disk or a USB stick, enter its folder under Place for backups in the settings, then come back and press Prepare this disk.',
  'backups.to-setting': 'Open the settings',
  'backups.recent': 'The last ones',
  'backups.none': 'No backup yet',
  'backups.none-do': 'Press Prepare this disk, then Back up now.',
  'backups.state.running': 'Running',
  'backups.state.verified': 'Verified',
  'backups.state.failed': 'Not successful',
  'backups.documents': '{count} documents, {added} of them new',
};
