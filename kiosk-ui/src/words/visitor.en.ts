import type { visitorVi } from './visitor.vi.ts';

export const visitorEn: Readonly<Record<keyof typeof visitorVi, string>> = {
  'visitor.intro': 'What would you like to know?',
  'visitor.home': 'Start again',
  'visitor.about': 'What is an electronic copy, and what do I bring?',
  'visitor.fees': 'What does it cost?',
  'visitor.where': 'Where is my dossier?',

  'visitor.about.what': 'What it is',
  'visitor.about.what-1':
    'A PDF of your paper original, signed digitally by the certifying officer and by the People’s Committee.',
  'visitor.about.what-2': 'It stands for the original when you apply online. You need not hand in the paper again.',
  'visitor.about.bring': 'Bring with you',
  'visitor.about.bring-1': 'The original on paper.',
  'visitor.about.bring-2': 'Your identity card, or a phone with VNeID.',
  'visitor.about.bring-3':
    'Your account at the National Public Service Portal (sign in with VNeID), to receive the copy.',
  'visitor.about.not': 'What cannot be certified',
  'visitor.about.not-1': 'An original that was erased, altered, or is too worn to be read.',
  'visitor.about.not-2': 'Papers stamped secret, or marked not to be copied.',
  'visitor.about.get': 'Where and when I get it',
  'visitor.about.get-1': 'The copy is sent to your account at the National Public Service Portal.',
  'visitor.about.get-2': 'Usually the same day. After 15:00 it may be the next working day.',

  'visitor.away':
    'The station does not answer just now. The screen asks again by itself; please wait, or ask an officer.',

  'visitor.fees.pages': 'Pages',
  'visitor.fees.total': 'Fee for one copy',
  'visitor.fees.first': 'The first {pages} pages: {price} each.',
  'visitor.fees.further': 'From page {page} on: {price} each.',
  'visitor.fees.cap': 'One copy never costs more than {price}.',
  'visitor.fees.count': 'A page is a page of the original with writing or pictures on it.',
  'visitor.fees.source': 'By {source}. As of {day}.',
  'visitor.fees.asking': 'Asking for the fees…',

  'visitor.where.label': 'Tracking code on the reception slip',
  'visitor.where.hint': 'Ten letters and digits. Only the state is shown, no names.',
  'visitor.where.pad': 'Press the letters of the code',
  'visitor.where.erase': 'Erase one letter',
  'visitor.where.clear': 'Clear',
  'visitor.where.ask': 'Show the state',
  'visitor.where.asking': 'Looking…',
  'visitor.where.short': 'The code has ten letters and digits. {count} are missing.',
  'visitor.where.state': 'State of the dossier',
  'visitor.where.another': 'Another code',
  'visitor.state.received': 'The office has received your papers. Please wait.',
  'visitor.state.processing': 'The copy is being made. Please wait.',
  'visitor.state.supplement-asked': 'Another paper is needed. Please come to the desk with the supplement slip.',
  'visitor.state.finished': 'The copy is signed and sealed, and is being sent to your account.',
  'visitor.state.returned': 'The copy has been sent. Please open your account at the National Public Service Portal.',
  'visitor.state.stopped': 'The dossier was stopped. Please ask at the desk for the reason.',
  'visitor.state.refused': 'The dossier was not accepted. The refusal slip says why; please ask at the desk.',
  'visitor.state.withdrawn': 'The dossier was withdrawn on request.',

  'visitor.idle.title': 'Are you still here?',
  'visitor.idle.words': 'In {seconds} seconds the screen starts again and clears what was entered.',
  'visitor.idle.stay': 'I am still here',
};
