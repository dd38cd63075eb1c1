/** The read models: what the screens show, each put together in a fixed number of reads. */

export { attemptView, previewDocument } from './attempts.ts';
export { copyView, pageDocument, scannedPageDocument } from './copies.ts';
export { differenceViews } from './differences.ts';
export { dossierDetail, dossierList, trackedState } from './dossiers.ts';
export { handoverBacklog, handoverDetail, handoverList, takenFile, wayOfMessages } from './handovers.ts';
export { journalView } from './journal.ts';
export { farAnswer, ledger } from './ledger.ts';
export { ledgerCsv } from './ledger-csv.ts';
export { openMessages } from './messages.ts';
export { OFFERED_ACTS, type OfferedAct } from './offered-acts.ts';
export { officerList, officerView } from './officers.ts';
export { originalDetail, scanView } from './originals.ts';
export { pile } from './piles.ts';
export { registerView } from './register.ts';
export { registerBook } from './register-book.ts';
export { registerCsv } from './register-csv.ts';
export { countRegisterRows } from './register-rows.ts';
export { clientInUse, signingClient, waitingOn } from './signing-client.ts';
export { type DossierSlip, dossierSlip, type OriginalSlip, originalSlip, ratesSlip } from './slips.ts';
export { openTellingsOf, tellingOf } from './tellings.ts';
