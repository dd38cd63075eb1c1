import type { AttendedConnector } from '../../connector.ts';
import { moduleFields } from './module-fields.ts';

export { copyFileName, type FileNameParts, megabyte } from './file.ts';
export { type ModuleField, moduleFields } from './module-fields.ts';
export { FIELD_SOURCES, type FieldSource, MODULE_STEPS } from './sources.ts';

/**
 * The portal's own web module, used by an officer: nothing is sent. The copies wait as tasks until the officer has
 * entered what the portal answered.
 */
export class ManualConnector implements AttendedConnector {
  readonly kind = 'attended';
  readonly name = 'manual';
  readonly fields = moduleFields();
}
