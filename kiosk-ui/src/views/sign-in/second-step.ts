/** The parts of the second step, fetched together by those who need it. */
export { CodeStep } from './code-step.tsx';
export { EnrolmentStep } from './enrolment-step.tsx';
export { RecoveryCodes } from './recovery-codes.tsx';
