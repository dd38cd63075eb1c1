/** What a paired screen is for: any officer's work, one kind of it, or the visitors. */
export const screenPurposes = ['any', 'desk', 'sign', 'seal', 'admin', 'visitor'] as const;
export type ScreenPurpose = (typeof screenPurposes)[number];
